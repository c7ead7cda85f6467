/** What a channel's server does with requests, without the sockets. */
import type { IncomingHttpHeaders } from "node:http";

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

/** How a channel's server behaves. */
export interface Behaviour {
  /** The channel's line in the secret `pods-chat`. */
  readonly line: string;
  /** What no sentence may hold. */
  readonly password: string;
  /** The messages that people see there, as they were sent. */
  readonly published: readonly string[];
  isPost(request: Request): boolean;
  answer(request: Request): Reply;
  /** As if so much time had passed there. */
  pass(ms: number): void;
}
