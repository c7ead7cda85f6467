import { EventHeaders } from "./event-headers.ts";

type Body = ConstructorParameters<typeof Response>[0];
interface Init {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: ConstructorParameters<typeof EventHeaders>[0];
}

/**
 * A Response with only what templates need: status, headers, bytes. A native one turns every body into a stream, which
 * costs 25 µs for a small answer and ten times that for a page; and the first use of the global loads all of Node's
 * `fetch`, a quarter of a start on Node 24. Bodies are text or bytes, since the answers of a function are short.
 */
export class EventResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: EventHeaders;
  readonly #body: string | Uint8Array<ArrayBuffer> | null;

  /** Throws TypeError for a body that is neither text nor bytes. */
  constructor(body: Body = null, { status = 200, statusText = "", headers }: Init = {}) {
    const simple = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
    if (!isSimple(simple)) throw new TypeError("The body of a response must be text or bytes.");
    this.status = status;
    this.statusText = statusText;
    this.headers = new EventHeaders(headers);
    this.#body = simple;
    if (typeof simple === "string" && !this.headers.has("content-type"))
      this.headers.set("content-type", "text/plain;charset=UTF-8");
  }

  /**
   * Replaces the globals that Hono uses. `fetch` still returns native ones. Assigned, since Object.defineProperty would
   * load the native ones first.
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
    // The same object each time: what is kept of it (compress.ts) is found by it.
    if (Buffer.isBuffer(body)) return body as Buffer<ArrayBuffer>;
    return typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** Hono builds one response from the body of another; bytes work for that, where a native one has a stream. */
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

  /** Hono parses a submitted form through a Response. */
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
