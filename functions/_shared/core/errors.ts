/** Errors that a caller can act on. Any other error is a bug, and only the log shows it. */

export type ErrorCode =
  | "malformed"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "method-not-allowed"
  | "conflict"
  | "too-large"
  | "too-slow"
  | "unsupported-type"
  | "invalid"
  | "too-many"
  | "unavailable";

/** One fault in a body: its place (RFC 6901 JSON pointer) and what a person can do about it. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

export class PodsError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly Fault[];
  /** Facts for the caller's next step, beside the sentence: a command's outcome, a fresh plan. */
  readonly more: Readonly<Record<string, unknown>>;

  /** `detail` is one sentence that tells the caller what to do. */
  constructor(
    code: ErrorCode,
    detail: string,
    options: { errors?: readonly Fault[]; more?: Readonly<Record<string, unknown>>; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = "PodsError";
    this.code = code;
    this.errors = options.errors ?? [];
    this.more = options.more ?? {};
  }

  get detail(): string {
    return this.message;
  }
}

/** A fault at one place of what was sent. */
export const invalidAt = (pointer: string, detail: string): PodsError =>
  new PodsError("invalid", detail, { errors: [{ pointer, detail }] });

/** Ends a `switch` over a union, so that a case that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case ${JSON.stringify(value)}`);
}
