import { lazily } from "../core/lazily.ts";
import { EventHeaders } from "./event-headers.ts";

/** Looking the global up loads all of Node's `fetch`, so it is done when a native one is needed. */
const described = Object.getOwnPropertyDescriptor(globalThis, "Response");
const native = lazily<typeof Response>(() => described?.value ?? described?.get?.call(globalThis));

type Body = ConstructorParameters<typeof Response>[0];
interface Init {
  readonly status?: number;
  readonly statusText?: string;
  readonly headers?: ConstructorParameters<typeof EventHeaders>[0];
}

/**
 * A Response as a template needs it: status, headers, bytes. A native one makes a stream of every body and reads it
 * again, which costs a small answer 25 µs and a page ten times that. What is rarely asked for (`clone`, `body`,
 * `text`, …) comes from a native one, as with EventRequest; bodies that are neither text nor bytes are native at once.
 */
export class EventResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: EventHeaders;
  /** `undefined` when only the native one has it. */
  readonly #body: string | Uint8Array<ArrayBuffer> | null | undefined;
  #native: Response | undefined;

  constructor(body: Body = null, { status = 200, statusText = "", headers }: Init = {}) {
    this.status = status;
    this.statusText = statusText;
    this.headers = new EventHeaders(headers);
    this.#body = isSimple(body) ? body : undefined;
    if (this.#body === undefined) {
      this.#native = new (native())(body, { status, statusText, headers: [...this.headers] });
      this.headers = new EventHeaders(this.#native.headers);
    } else if (typeof body === "string" && !this.headers.has("content-type")) {
      this.headers.set("content-type", "text/plain;charset=UTF-8");
    }
  }

  /** From now on Hono, which knows these by their global names, answers with them. `fetch` gives native ones still. */
  static install(): void {
    Object.defineProperty(globalThis, "Response", { value: EventResponse, configurable: true, writable: true });
    Object.defineProperty(globalThis, "Headers", { value: EventHeaders, configurable: true, writable: true });
  }

  /** The body of any response; `undefined` when it has none. */
  static async bodyOf(response: Response): Promise<Buffer | undefined> {
    const body = #body in response ? (response as unknown as EventResponse).#body : undefined;
    if (body === undefined) return response.body === null ? undefined : Buffer.from(await response.arrayBuffer());
    if (body === null) return undefined;
    return typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get native(): Response {
    const { status, statusText } = this;
    this.#native ??= new (native())(this.#body ?? null, { status, statusText, headers: [...this.headers] });
    return this.#native;
  }

  get body() {
    return this.native.body;
  }

  get bodyUsed() {
    return this.#native?.bodyUsed ?? false;
  }

  arrayBuffer() {
    return this.native.arrayBuffer();
  }

  text() {
    return this.native.text();
  }

  json() {
    return this.native.json();
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

const isSimple = (body: Body): body is string | Uint8Array<ArrayBuffer> | null =>
  body === null || typeof body === "string" || body instanceof Uint8Array;
