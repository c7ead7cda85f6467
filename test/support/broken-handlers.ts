/** Handlers whose errors no app answers. */
import { handle } from "#shared/openfaas/handle.ts";
import type { Handler } from "../../template/node18-ts/answer.ts";

export const SECRET = "swordfish";

interface Broken {
  readonly what: string;
  readonly handler: Handler;
  /** What has to be sent to it; without it, a GET is enough. */
  readonly body?: string;
  readonly status: number;
  /** Words of the answer. */
  readonly says: string;
}

const fail = async () => {
  throw new Error(`the password is ${SECRET}`);
};

export const BROKEN: readonly Broken[] = [
  {
    what: "a start that fails",
    handler: handle(fail),
    status: 503,
    says: "This service cannot start. Its maintainers",
  },
  { what: "a handler that throws", handler: fail, status: 500, says: "Something went wrong." },
  { what: "a body over the server's limit", handler: fail, body: "x".repeat(1001), status: 413, says: "of 1000 bytes" },
];
