/**
 * A GitHub for tests. It stores threads and comments, checks every request and its own answers against GitHub's published
 * OpenAPI, and fails on demand.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Accounts, accounts } from "./accounts.ts";
import { type Contract, type Matched, readContract } from "./contract.ts";
import { type Answer, NOT_FOUND, type Operation, operationsOf, refused } from "./operations.ts";
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

export class LocalGitHub extends World {
  /** Requests and answers that did not fit GitHub's API; there are none when a test ends. */
  readonly violations: string[] = [];
  /** The operations that were called, in order. */
  readonly asked: string[] = [];
  readonly #contract: Contract;
  readonly #accounts: Accounts = accounts();
  readonly #operations: Readonly<Record<string, Operation>>;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #faults: Fault[] = [];

  constructor(contract: Contract) {
    super();
    this.#contract = contract;
    this.#operations = operationsOf(contract, this, this.#accounts);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get token(): string {
    return this.#accounts.token;
  }

  get app(): { readonly id: number; readonly privateKey: string } {
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

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(request.url ?? "/", this.url);
      const body = await readJson(request);
      const matched = this.#contract.match(request.method ?? "", url, body);
      const operation = matched?.operation ?? `${request.method} ${url.pathname}`;
      this.asked.push(operation);
      const fault = this.#takeFault(operation);
      const answer = fault && !fault.lost ? failure(fault) : this.#answer(request, url, matched, body);
      if (answer.status < 300) {
        this.#note(`answer of ${operation}`, this.#contract.faultsOfAnswer(operation, answer.status, answer.body));
      }
      if (fault?.lost) return void response.destroy();
      response.writeHead(answer.status, { "Content-Type": "application/json; charset=utf-8", ...answer.headers });
      response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
    } catch (error) {
      this.violations.push(`the local GitHub itself: ${(error as Error).stack}`);
      response.destroy();
    }
  }

  #answer({ headers }: IncomingMessage, url: URL, matched: Matched | undefined, body: unknown): Answer {
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
    const repository = `${params.owner}/${params.repo}`;
    const account = this.#accounts.whoIs(headers.authorization, operation, this.repositoryId(repository));
    if (account === 401) return refused(401, "Bad credentials");
    if (account === 403) return refused(403, "Resource not accessible by integration");
    return play({ account, repository, params, query, body, url });
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
