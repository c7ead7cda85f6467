/** A local OpenFaaS gateway. It runs the functions as processes of this machine, and follows their schedules. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createFunctions } from "./functions.ts";
import { forward } from "./proxy.ts";
import { Refused } from "./refused.ts";
import { sendText } from "./reply.ts";
import { openSecretFiles } from "./secrets.ts";
import type { Deployment } from "./stack.ts";
import { answerSystem, NAMESPACE, withoutNamespace } from "./system.ts";
import type { Worker } from "./worker.ts";

export interface GatewayOptions {
  /** A port of 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly stack: readonly Deployment[];
  readonly secretsFolder: string;
  /** Secrets that cannot be written through the gateway, with the reason. */
  readonly lockedSecrets?: Readonly<Record<string, string>>;
  readonly startWorker: (deployment: Deployment) => Promise<Worker>;
}

export interface Gateway {
  readonly url: string;
  /** From now on, ticks the functions that have a schedule. If it is not called, a cron-connector has to tick them. */
  schedule(): void;
  stop(): Promise<void>;
}

/** Resolves when the gateway and every function listen. Rejects when one of them cannot, and stops all others. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const secrets = openSecretFiles(options.secretsFolder, options.lockedSecrets);
  const tick = (name: string) => {
    // As the connector does: an empty POST without credentials, not repeated when it fails.
    const headers = { "X-Connector": "cron-connector", "X-Topic": "cron-function" };
    fetch(`${url}/function/${name}.${NAMESPACE}`, { method: "POST", headers }).then(
      (answer) => answer.arrayBuffer(),
      () => {},
    );
  };
  const functions = createFunctions({ ...options, secrets });

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else if (error instanceof Refused) sendText(outgoing, error.status, error.message);
      else sendText(outgoing, 500, `The gateway failed: ${error}`);
    });
  });
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const target = new URL(incoming.url ?? "/", "http://localhost");
    if (!isLocal(incoming)) throw new Refused(403, "This gateway answers to 127.0.0.1 and localhost only.");
    if (target.pathname === "/") outgoing.writeHead(302, { Location: "/function/pods/" }).end();
    else if (target.pathname === "/healthz") sendText(outgoing, 200, "OK");
    else if (target.pathname.startsWith("/function/")) call(incoming, outgoing);
    else if (target.pathname.startsWith("/async-function/")) {
      throw new Refused(501, "This gateway has no queue. Call /function/<name> and wait for the answer.");
    } else if (target.pathname.startsWith("/system/")) {
      refuseOtherSites(incoming);
      await answerSystem(incoming, outgoing, target, functions, secrets);
    } else throw new Refused(404, `There is nothing at ${target.pathname}; the functions are at /function/<name>.`);
  };
  const call = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    // The address as it was sent: a URL object would resolve dots and change the encoding.
    const [, full = "", rest = ""] = /^\/function\/([^/?]+)(.*)$/s.exec(incoming.url ?? "") ?? [];
    const name = withoutNamespace(full);
    const found = functions.find(name);
    if (!found) throw new Refused(404, `error finding function ${full}: no such function`);
    functions.countInvocation(name);
    const port = found.worker?.port();
    if (port === undefined) throw new Refused(503, `The function ${name} is not running at the moment. See its logs.`);
    forward(incoming, outgoing, port, rest.startsWith("/") ? rest : `/${rest}`);
  };

  const url = await listen(server, options.port);
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await functions.stop();
  };
  await functions.start().catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop, schedule: () => functions.schedule(tick) };
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : port}`;
}

/** Guards against DNS rebinding: a page of another site can make a browser send requests here under a name it controls. */
function isLocal(incoming: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(incoming.headers.host ?? "");
}

/** faas-cli sends no Origin; a page in a browser does, and must not reach secrets and deployments. */
function refuseOtherSites(incoming: IncomingMessage): void {
  const { origin, host } = incoming.headers;
  if (origin === undefined || origin === `http://${host}`) return;
  throw new Refused(403, "Pages of other sites may not use this gateway.");
}
