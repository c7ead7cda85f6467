import { Readable } from "node:stream";
import { PodsError } from "../core/errors.ts";
import { EventHeaders } from "./event-headers.ts";

/** A call, in the form of the node18 template. */
export interface FunctionEvent {
  /**
   * Our template passes the stream, so that a body is judged before it is read. The official templates pass the raw bytes
   * with RAW_BODY=true, and `{}` if there is no body.
   */
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly method: string;
  /** Without `/function/<name>` and without the query. */
  readonly path: string;
  /** A repeated key holds an array. */
  readonly query?: Readonly<Record<string, unknown>>;
}

const BODILESS = new Set(["GET", "HEAD"]);

/**
 * A Request made from a template's event. A native Request would cost more than everything else this code does for a call
 * (47 µs in all on Node 20, 17 with this class), so each part is made on demand. Rarely used parts (`clone`, `body`,
 * `formData`, …) come from a native one.
 */
export class EventRequest {
  readonly method: string;
  readonly url: string;
  /** The bytes of the body; empty until a streamed body was kept. */
  bodyBytes: Uint8Array;
  readonly #stream: Readable | undefined;
  readonly #headers: FunctionEvent["headers"];
  #made: EventHeaders | undefined;
  #native: Request | undefined;

  constructor(event: FunctionEvent) {
    this.method = event.method;
    // The caller chooses the Host header, so nothing may depend on it; links are made from the settings.
    this.url = `http://function${event.path || "/"}${queryString(event.query)}`;
    this.#stream = event.body instanceof Readable ? event.body : undefined;
    this.bodyBytes = this.#stream ? Buffer.alloc(0) : toBuffer(event.body);
    this.#headers = event.headers;
  }

  /**
   * Passes the body to `take` as it arrives. Rejects when `take` throws, when the body takes longer than `ms`, or when the
   * caller goes away. The rest is then left in the stream, and the template drops it.
   */
  receive(take: (chunk: Uint8Array) => void, ms: number): Promise<void> {
    const stream = this.#stream;
    return new Promise((resolve, reject) => {
      if (stream === undefined) {
        if (this.bodyBytes.byteLength > 0) take(this.bodyBytes);
        return resolve();
      }
      const stop = (fault?: unknown) => {
        clearTimeout(timer);
        stream.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose).pause();
        if (fault === undefined) resolve();
        else reject(fault);
      };
      const onData = (chunk: Uint8Array) => {
        try {
          take(chunk);
        } catch (fault) {
          stop(fault);
        }
      };
      const onEnd = () => stop();
      const onClose = () => stop(new PodsError("malformed", "The body ended before it was complete."));
      const onLate = () => stop(new PodsError("too-slow", `The body took longer than ${ms / 1000} seconds.`));
      const timer = setTimeout(onLate, ms);
      stream.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose);
    });
  }

  get headers(): EventHeaders {
    this.#made ??= new EventHeaders(this.#headers);
    return this.#made;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.bodyBytes;
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  }

  async bytes(): Promise<Uint8Array> {
    return this.bodyBytes;
  }

  async text(): Promise<string> {
    return textOf(this.bodyBytes);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  get native(): Request {
    this.#native ??= new Request(this.url, {
      method: this.method,
      headers: [...this.headers],
      body: BODILESS.has(this.method) ? null : new Uint8Array(this.bodyBytes),
    });
    return this.#native;
  }

  get body() {
    return this.native.body;
  }

  get signal() {
    return this.native.signal;
  }

  blob() {
    return this.native.blob();
  }

  formData() {
    return this.native.formData();
  }

  clone() {
    return this.native.clone();
  }
}

/** Decodes UTF-8 without the byte order mark, as TextDecoder does; loading TextDecoder would slow down the start. */
export function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function toBuffer(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (typeof body === "string") return Buffer.from(body);
  // body-parser leaves `{}` when there was nothing to parse. Parsed JSON (RAW_BODY off) is turned into text again, which is
  // enough for commands; a signature over it fails, as it must.
  if (body === null || body === undefined || Object.keys(body).length === 0) return Buffer.alloc(0);
  return Buffer.from(JSON.stringify(body));
}

/** Templates parse the query, but Hono needs the text. Values that are neither strings nor lists of strings are left out. */
function queryString(query: FunctionEvent["query"] = {}): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === "string") pairs.append(key, one);
  }
  const text = pairs.toString();
  return text === "" ? "" : `?${text}`;
}
