/**
 * A GitHub for tests. It stores threads and comments, checks every request and its own answers against GitHub's published
 * OpenAPI, and fails on demand.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Account, type Accounts, accounts } from "./accounts.ts";
import { type Contract, type Matched, readContract } from "./contract.ts";
import { Hooks } from "./hooks.ts";
import { Listings } from "./listings.ts";
import { type Answer, NOT_FOUND, type Operation, operationsOf, refused } from "./operations.ts";
import { Releases } from "./releases.ts";
import { World } from "./world.ts";

/** A failure in the place of an answer. */
export interface Fault {
  /** The operation that fails, such as `issues/create-comment`. */
  readonly operation: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** The call takes effect, and then its answer is lost. */
  readonly lost?: true;
  /** How often; once when left out. */
  readonly times?: number;
}

interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

class AnswerLost extends Error {}

const TYPE = { "Content-Type": "application/json; charset=utf-8" };
const MINUTE_MS = 60_000;
const isWrite = (operation: string): boolean =>
  /^(issues|reactions)\/(create|update|add|remove)|^repos\/update/.test(operation);
const SECONDARY: Answer = {
  ...refused(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."),
  headers: { "Retry-After": "60" },
};

export class LocalGitHub extends World {
  /** Requests and answers that did not fit GitHub's API; there are none when a test ends. */
  readonly violations: string[] = [];
  readonly hooks = new Hooks(() => this.now());
  readonly releases = new Releases(this);
  readonly listings = new Listings(this);
  /** The operations that were called, in order. */
  readonly asked: string[] = [];
  /** Those among them that found nothing new: they cost nothing. */
  readonly unchanged: string[] = [];
  readonly #contract: Contract;
  readonly #accounts: Accounts = accounts();
  readonly #operations: Readonly<Record<string, Operation>>;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #faults: Fault[] = [];
  /** When something was written, by this GitHub's clock. */
  readonly writes: number[] = [];
  /** The owner has suspended the app: it gets no token, and those it has are refused. */
  suspended = false;
  /** What each answer says of GitHub's limit of requests an hour. */
  limit: Readonly<Record<`x-ratelimit-${"limit" | "remaining" | "reset"}`, string>> | undefined;
  /** GitHub's secondary limit, by this GitHub's clock. */
  writesPerMinute = Number.POSITIVE_INFINITY;

  constructor(contract: Contract) {
    super();
    this.#contract = contract;
    this.#operations = {
      ...operationsOf(contract, this, this.#accounts),
      ...this.hooks.operations(contract),
      ...this.releases.operations(contract),
      ...this.listings.operations(contract, this.#accounts),
    };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get token(): string {
    return this.#accounts.token;
  }

  /** The account that our token belongs to. */
  get robot(): Account {
    return this.#accounts.robot;
  }

  get app(): { readonly id: number; readonly privateKey: string; mayWrite: readonly string[] } {
    return this.#accounts.app;
  }

  reinstall(): void {
    this.#accounts.reinstall();
  }

  fail(fault: Fault): void {
    this.#faults.push(fault);
  }

  /** Drops all injected faults. */
  forgive(): void {
    this.#faults = [];
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Answers calls within this process: the same checks, without a socket. */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { status, body, headers } = this.#respond({
      method: init.method ?? "GET",
      url: new URL(String(input)),
      headers: init.headers as Request["headers"],
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
    });
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { ...TYPE, ...this.limit, ...headers },
    });
  };

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { method = "", headers } = request;
      const url = new URL(request.url ?? "/", this.url);
      const answer = this.#respond({ method, url, headers, body: await readJson(request) });
      response.writeHead(answer.status, { ...TYPE, ...this.limit, ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    } catch (error) {
      if (!(error instanceof AnswerLost)) this.violations.push(`the local GitHub itself: ${(error as Error).stack}`);
      response.destroy();
    }
  }

  /** Throws when the answer is lost. */
  #respond(request: Request): Answer {
    const matched = this.#contract.match(request.method, request.url, request.body);
    const operation = matched?.operation ?? `${request.method} ${request.url.pathname}`;
    this.asked.push(operation);
    const fault = this.#takeFault(operation);
    const answer = fault && !fault.lost ? failure(fault) : this.#answer(request, matched);
    if (answer.status < 300)
      this.#note(`answer of ${operation}`, this.#contract.faultsOfAnswer(operation, answer.status, answer.body));
    if (fault?.lost) throw new AnswerLost(`the answer to ${operation} is lost`);
    return request.method === "GET" && answer.status === 200 ? this.#ifChanged(request, operation, answer) : answer;
  }

  /** With its ETag; 304 to who has it already. */
  #ifChanged({ headers }: Request, operation: string, answer: Answer): Answer {
    const etag = `W/"${createHash("sha256").update(JSON.stringify(answer.body)).digest("hex")}"`;
    if (headers["if-none-match"] !== etag) return { ...answer, headers: { ...answer.headers, ETag: etag } };
    this.unchanged.push(operation);
    return { status: 304, headers: { ETag: etag } };
  }

  #answer({ headers, url, body }: Request, matched: Matched | undefined): Answer {
    if (!matched) {
      this.violations.push(`${url.pathname} is not in GitHub's API`);
      return NOT_FOUND;
    }
    const { operation, params, query, faults } = matched;
    this.#note(operation, faults);
    if (faults.length > 0) return refused(422, faults.join("; "));
    const play = this.#operations[operation];
    if (!play) {
      this.violations.push(`${operation} is not played here`);
      return NOT_FOUND;
    }
    const repository = this.firstName(`${params.owner}/${params.repo}`);
    const account = this.#accounts.whoIs(String(headers.authorization), operation, this.repositoryId(repository));
    if (account === 401) return refused(401, "Bad credentials");
    const isInstallation = !operation.startsWith("apps/") || operation === "apps/create-installation-access-token";
    if (this.suspended && isInstallation) return refused(403, "This installation has been suspended");
    if (account === 403) return refused(403, "Resource not accessible by integration");
    if (isWrite(operation) && !this.#mayWrite()) return SECONDARY;
    const seesTeams = this.#accounts.seesTeams(String(headers.authorization));
    return play({ account, repository, params, query, body, url, accept: String(headers.accept), seesTeams });
  }

  /** Whether one more write is within the limit; every call while it rests makes the rest longer, as at GitHub. */
  #mayWrite(): boolean {
    const now = this.now();
    this.writes.push(now);
    return this.writes.filter((at) => at > now - MINUTE_MS).length <= this.writesPerMinute;
  }

  #note(where: string, faults: readonly string[]): void {
    this.violations.push(...faults.map((fault) => `${where}: ${fault}`));
  }

  #takeFault(operation: string): Fault | undefined {
    const fault = this.#faults.find((one) => one.operation === operation);
    const left = (fault?.times ?? 1) - 1;
    if (fault)
      this.#faults = this.#faults.flatMap((one) => (one !== fault ? one : left > 0 ? { ...one, times: left } : []));
    return fault;
  }
}

export async function startGitHub(): Promise<LocalGitHub> {
  const server = new LocalGitHub(await readContract());
  await server.listen();
  return server;
}

const failure = ({ status = 502, headers = {}, message = "Injected" }: Fault): Answer => ({
  ...refused(status, message),
  headers,
});

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === "" ? undefined : JSON.parse(text);
}
