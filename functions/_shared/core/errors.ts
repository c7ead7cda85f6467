/** What a caller can act on. Anything else that is thrown is a bug and leaves no trace outside the log. */

export type ErrorCode =
  | "malformed"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "method-not-allowed"
  | "conflict"
  | "too-large"
  | "unsupported-type"
  | "invalid"
  | "too-many"
  | "unavailable";

/** One fault in a body: where (RFC 6901 JSON pointer) and what a person can do about it. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

export class PodsError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly Fault[];

  /** `detail` is one sentence a person can act on; it is shown to the caller. */
  constructor(code: ErrorCode, detail: string, options: { errors?: readonly Fault[]; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.name = "PodsError";
    this.code = code;
    this.errors = options.errors ?? [];
  }

  get detail(): string {
    return this.message;
  }
}

/** Ends a `switch` over a union: a kind that was added and not handled does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case ${JSON.stringify(value)}`);
}
