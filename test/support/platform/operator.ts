/** A maintainer's actions on a platform, through faas-cli or through the requests that it makes. */
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStack } from "../../../tools/gateway/stack.ts";

interface Invocation {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The secret that signs the body, as GitHub does. */
  readonly key?: string;
}

/** Each method resolves with the platform's answer and rejects with its refusal. */
export interface Operator {
  readonly name: string;
  createSecret(name: string, value: string): Promise<unknown>;
  /** All of stack.yml, with images of this tag. */
  deploy(tag: string): Promise<unknown>;
  list(): Promise<string>;
  describe(name: string): Promise<string>;
  invoke(name: string, invocation?: Invocation): Promise<string>;
  logs(name: string): Promise<string>;
}

const NAMESPACE = "openfaas-fn";
const TIMEOUT_MS = 120_000;

export function byRequests(gateway: string): Operator {
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(gateway + path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text;
  };
  const json = (method: string, value: unknown): RequestInit => ({
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  });
  return {
    name: "requests",
    createSecret: (name, value) => call("/system/secrets", json("POST", { name, value, namespace: NAMESPACE })),
    async deploy(TAG) {
      for (const deployment of readStack(await readFile("stack.yml", "utf8"), { TAG })) {
        await call("/system/functions", json("PUT", { ...deployment, namespace: NAMESPACE }));
      }
    },
    list: () => call("/system/functions"),
    describe: (name) => call(`/system/function/${name}?namespace=${NAMESPACE}`),
    invoke(name, { body = "", headers = {}, key } = {}) {
      const signature = key && {
        "X-Hub-Signature-256": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
      };
      const all = { "Content-Type": "text/plain", ...headers, ...signature };
      return call(`/function/${name}.${NAMESPACE}`, { method: "POST", body, headers: all });
    },
    logs: (name) => call(`/system/logs?name=${name}&follow=0`),
  };
}

export function byFaasCli(program: string, gateway: string): Operator {
  const home = mkdtempSync(join(tmpdir(), "pods-faas-cli-"));
  const env = { PATH: process.env.PATH, HOME: home, OPENFAAS_CONFIG: home, OPENFAAS_URL: gateway };
  const run = (args: readonly string[], input = "", more: Readonly<Record<string, string>> = {}) =>
    new Promise<string>((resolve, reject) => {
      const child = execFile(program, args, { env: { ...env, ...more }, timeout: TIMEOUT_MS }, (error, out, err) =>
        error ? reject(new Error(out + err)) : resolve(out + err),
      );
      child.stdin?.end(input);
    });
  return {
    name: "faas-cli",
    createSecret: (name, value) => run(["secret", "create", name, "--from-literal", value]),
    deploy: (TAG) => run(["deploy", "-f", "stack.yml"], "", { TAG }),
    list: () => run(["list"]),
    describe: (name) => run(["describe", name]),
    invoke(name, { body = "", headers = {}, key } = {}) {
      const sent = Object.entries(headers).flatMap(([header, value]) => ["--header", `${header}=${value}`]);
      const signed = key === undefined ? [] : ["--sign", "X-Hub-Signature-256", "--key", key];
      return run(["invoke", name, ...sent, ...signed], body);
    },
    logs: (name) => run(["logs", name, "--tail=false"]),
  };
}
