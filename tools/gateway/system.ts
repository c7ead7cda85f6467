import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import type { FunctionState, Functions } from "./functions.ts";
import { streamLogs } from "./log-stream.ts";
import { Refused } from "./refused.ts";
import { readJson, sendJson } from "./reply.ts";
import { checkSecretName, type SecretFiles } from "./secrets.ts";

export const NAMESPACE = "openfaas-fn";

interface Call {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly url: URL;
  /** The rest of the address: the function's name, if the route has one. */
  readonly name: string;
  readonly functions: Functions;
  readonly secrets: SecretFiles;
}

type Route = (call: Call) => void | Promise<void>;

/** The requests that faas-cli and the cron-connector make to a gateway. */
const ROUTES: Readonly<Record<string, Route>> = {
  "GET /system/info": ({ outgoing }) => sendJson(outgoing, 200, INFO),
  "GET /system/namespaces": ({ outgoing }) => sendJson(outgoing, 200, [NAMESPACE]),
  "GET /system/functions": ({ outgoing, url, functions }) =>
    sendJson(outgoing, 200, isOurs(url) ? functions.list().map(statusOf) : []),
  "POST /system/functions": deploy,
  "PUT /system/functions": deploy,
  "DELETE /system/functions": remove,
  "GET /system/function/": ({ outgoing, url, name, functions }) => {
    const state = isOurs(url) ? functions.find(name) : undefined;
    if (!state) throw new Refused(404, `no such function: ${name}`);
    sendJson(outgoing, 200, statusOf(state));
  },
  "POST /system/scale-function/": scale,
  "GET /system/secrets": listSecrets,
  "POST /system/secrets": createSecret,
  "PUT /system/secrets": updateSecret,
  "DELETE /system/secrets": removeSecret,
  "GET /system/logs": ({ outgoing, url, functions }) => streamLogs(outgoing, url.searchParams, NAMESPACE, functions),
};

const INFO = {
  provider: {
    provider: "pods-local",
    orchestration: "processes",
    version: { sha: "", release: "local" },
  },
  version: { sha: "", release: "local", commit_message: "The local gateway of openfaas-pods" },
  arch: process.arch,
};

/** Answers `/system/…`; throws `Refused` for a request that it cannot grant. */
export async function answerSystem(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: URL,
  functions: Functions,
  secrets: SecretFiles,
): Promise<void> {
  const [, head = url.pathname, name = ""] =
    /^(\/system\/(?:function|scale-function)\/)([^/]+)$/.exec(url.pathname) ?? [];
  const route = ROUTES[`${incoming.method} ${head}`];
  if (!route) throw new Refused(404, `this gateway does not answer ${incoming.method} ${url.pathname}`);
  await route({ incoming, outgoing, url, name: withoutNamespace(name), functions, secrets });
}

/** `pods.openfaas-fn` and `pods` are the same function here. */
export function withoutNamespace(name: string): string {
  return name.endsWith(`.${NAMESPACE}`) ? name.slice(0, -NAMESPACE.length - 1) : name;
}

const isOurs = (url: URL) => ["", NAMESPACE].includes(url.searchParams.get("namespace") ?? "");

/** The function as OpenFaaS's FunctionStatus. */
function statusOf({ deployment, worker, invocations }: FunctionState) {
  const { service, ...rest } = deployment;
  return {
    name: service,
    namespace: NAMESPACE,
    ...rest,
    invocationCount: invocations,
    replicas: worker ? 1 : 0,
    availableReplicas: worker?.port() === undefined ? 0 : 1,
    createdAt: new Date(worker?.startedAt ?? 0).toISOString(),
  };
}

// Go sends null for a nil map.
const Strings = z
  .record(z.string(), z.string())
  .nullish()
  .transform((strings) => strings ?? {});
const Limits = z
  .object({ memory: z.string().optional(), cpu: z.string().optional() })
  .nullish()
  .transform((limits) => limits ?? undefined);
const DeploymentBody = z.object({
  service: z.string(),
  image: z.string(),
  namespace: z.enum(["", NAMESPACE]).optional(),
  envVars: Strings,
  secrets: z
    .array(z.string())
    .nullish()
    .transform((names) => names ?? []),
  labels: Strings,
  annotations: Strings,
  limits: Limits,
  requests: Limits,
  readOnlyRootFilesystem: z.boolean().default(false),
});

async function deploy({ incoming, outgoing, functions }: Call): Promise<void> {
  const { namespace: _, ...deployment } = read(DeploymentBody, await readJson(incoming));
  await functions.deploy(deployment);
  outgoing.writeHead(202).end();
}

async function remove({ incoming, outgoing, functions }: Call): Promise<void> {
  const { functionName } = read(z.object({ functionName: z.string() }), await readJson(incoming));
  await functions.remove(functionName);
  outgoing.writeHead(202).end();
}

async function scale({ incoming, outgoing, name, functions }: Call): Promise<void> {
  const { replicas } = read(z.object({ replicas: z.int().min(0) }), await readJson(incoming));
  await functions.scale(name, replicas);
  outgoing.writeHead(202).end();
}

const SecretBody = z.object({
  name: z.string(),
  value: z.string().default(""),
  /** Base64. `--from-file` sends it, and providers prefer it. */
  rawValue: z.base64().nullish(),
});

async function listSecrets({ outgoing, secrets }: Call): Promise<void> {
  const names = await secrets.names();
  sendJson(
    outgoing,
    200,
    names.map((name) => ({ name, namespace: NAMESPACE })),
  );
}

async function createSecret({ incoming, outgoing, secrets }: Call): Promise<void> {
  const secret = read(SecretBody, await readJson(incoming));
  if (await existing(secrets, secret.name))
    throw new Refused(409, `secret with the name "${secret.name}" already exists`);
  await secrets.write(secret.name, bytesOf(secret));
  outgoing.writeHead(201).end();
}

async function updateSecret({ incoming, outgoing, secrets }: Call): Promise<void> {
  const secret = read(SecretBody, await readJson(incoming));
  if (!(await existing(secrets, secret.name))) throw new Refused(404, `unable to find secret: ${secret.name}`);
  await secrets.write(secret.name, bytesOf(secret));
  outgoing.writeHead(202).end();
}

async function removeSecret({ incoming, outgoing, secrets }: Call): Promise<void> {
  const { name } = read(z.object({ name: z.string() }), await readJson(incoming));
  if (!(await existing(secrets, name))) throw new Refused(404, `unable to find secret: ${name}`);
  await secrets.remove(name);
  outgoing.writeHead(202).end();
}

function existing(secrets: SecretFiles, name: string): Promise<boolean> {
  try {
    checkSecretName(name);
  } catch (error) {
    throw new Refused(400, (error as Error).message);
  }
  return secrets.has(name);
}

function bytesOf({ value, rawValue }: z.infer<typeof SecretBody>): Buffer {
  return rawValue ? Buffer.from(rawValue, "base64") : Buffer.from(value);
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused(400, z.prettifyError(result.error));
  return result.data;
}
