import { EventHeaders } from "./event-headers.ts";

type Body = ConstructorParameters<typeof Response>[0];
interface Init {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: ConstructorParameters<typeof EventHeaders>[0];
}

/**
 * A Response as a template needs it: status, headers, bytes. A native one makes a stream of every body and reads it
 * again, which costs a small answer 25 µs and a page ten times that; and the mere mention of its global name loads all
 * of Node's `fetch`, a quarter of a start on Node 24. Bodies are text or bytes: what a function answers with is short.
 */
export class EventResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: EventHeaders;
  readonly #body: string | Uint8Array<ArrayBuffer> | null;

  /** Throws TypeError for a body that is neither text nor bytes. */
  constructor(body: Body = null, { status = 200, statusText = "", headers }: Init = {}) {
    const simple = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
    if (!isSimple(simple)) throw new TypeError("An answer's body is text or bytes.");
    this.status = status;
    this.statusText = statusText;
    this.headers = new EventHeaders(headers);
    this.#body = simple;
    if (typeof simple === "string" && !this.headers.has("content-type"))
      this.headers.set("content-type", "text/plain;charset=UTF-8");
  }

  /**
   * From now on Hono, which knows these by their global names, answers with them. `fetch` gives native ones still.
   * Assigned, since Object.defineProperty would load what is replaced.
   */
  static install(): void {
    globalThis.Response = EventResponse as unknown as typeof Response;
    globalThis.Headers = EventHeaders as unknown as typeof Headers;
  }

  /** The body of any response; `undefined` when it has none. */
  static async bodyOf(response: Response): Promise<Buffer | undefined> {
    if (#body in response) return (response as unknown as EventResponse).#bytes();
    return response.body === null ? undefined : Buffer.from(await response.arrayBuffer());
  }

  #bytes(): Buffer<ArrayBuffer> | undefined {
    const body = this.#body;
    if (body === null) return undefined;
    return typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** Hono makes one answer of another's body: bytes do for that, where a native one has a stream. */
  get body(): Uint8Array<ArrayBuffer> | null {
    return this.#bytes() ?? null;
  }

  get bodyUsed(): boolean {
    return false;
  }

  async text(): Promise<string> {
    return this.#bytes()?.toString() ?? "";
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#bytes() ?? []).buffer;
  }

  /** Hono reads a form that was sent to it by way of an answer. */
  formData(): Promise<FormData> {
    const { body } = this;
    return new Request("http://function/", { method: "POST", body, headers: [...this.headers] }).formData();
  }

  clone(): EventResponse {
    return new EventResponse(this.#body, this);
  }
}

const isSimple = (body: Body): body is string | Uint8Array<ArrayBuffer> | null =>
  body === null || typeof body === "string" || body instanceof Uint8Array;
