import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { echo, echoGateway } from "../support/gateway.ts";

const gateway = suite("the local gateway");
const here = await echoGateway([
  echo("pods"),
  echo("deliver", { annotations: { topic: "cron-function", schedule: "@every 1h" } }),
]);
gateway.after(() => here.stop());

const call = (path: string, init: RequestInit = {}) => fetch(`${here.url}${path}`, { redirect: "manual", ...init });
interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly pid: number;
  readonly temporary: string;
}
interface Status {
  readonly name: string;
  readonly image: string;
  readonly envVars: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly availableReplicas: number;
  readonly invocationCount: number;
}
const echoed = async (path: string, init?: RequestInit) => (await (await call(path, init)).json()) as Echo;
const listed = async <T>(path: string) => (await (await call(path)).json()) as T;
const json = (method: string, value: unknown): RequestInit => ({ method, body: JSON.stringify(value) });
/** For requests that fetch forbids: with other Host headers and other origins. */
const raw = (path: string, headers: Record<string, string>) =>
  new Promise<number>((resolve, reject) => {
    request(`${here.url}${path}`, { headers }, (answer) => resolve(answer.resume().statusCode ?? 0))
      .on("error", reject)
      .end();
  });

gateway("hands a call to the function: method, path, query, headers, raw body", async () => {
  const body = randomBytes(300_000);
  const answer = await call("/function/pods/a%2Fb/../c?q=1&q=2", { method: "PUT", body, headers: { "X-Mine": "yes" } });
  const seen = (await answer.json()) as Echo;
  assert.is(answer.status, 200);
  assert.is(seen.method, "PUT");
  assert.is(seen.url, "/a%2Fb/../c?q=1&q=2".replace("a%2Fb/../c", "c"));
  assert.is(seen.headers["x-mine"], "yes");
  assert.is(seen.body, body.toString("base64"));
  assert.is(answer.headers.get("x-echo"), "one, two");
});

gateway("accepts the namespace that faas-cli adds, and an address without a path", async () => {
  for (const path of ["/function/pods.openfaas-fn", "/function/pods", "/function/pods/"]) {
    assert.is((await echoed(path, { method: "POST" })).url, "/", path);
  }
  assert.is((await echoed("/function/pods.openfaas-fn?x=1")).url, "/?x=1");
});

gateway("adds the platform's headers, and keeps a call id that was sent", async () => {
  const { headers } = await echoed("/function/pods", { headers: { "X-Call-Id": "mine" } });
  assert.is(headers["x-call-id"], "mine");
  assert.is(headers["x-forwarded-host"], new URL(here.url).host);
  assert.match(headers["x-start-time"] ?? "", /^\d{19}$/);
  assert.match(headers["x-forwarded-for"] ?? "", /^127\.0\.0\.1:\d+$/);
  const answer = await call("/function/pods");
  assert.match(answer.headers.get("x-call-id") ?? "", /^[0-9a-f-]{36}$/);
  assert.is(answer.headers.get("x-call-id"), ((await answer.json()) as Echo).headers["x-call-id"]);
});

gateway("passes the function's status on", async () => {
  assert.is((await call("/function/pods/teapot")).status, 418);
});

gateway("streams: the first bytes of a response arrive before the last bytes of the request are sent", async () => {
  const asked = request(`${here.url}/function/pods/slow`, {
    method: "POST",
    headers: { "Transfer-Encoding": "chunked" },
  });
  asked.write("question");
  const answer = await new Promise<NodeJS.ReadableStream>((resolve) => asked.once("response", resolve));
  let text = "";
  for await (const chunk of answer) {
    text += chunk;
    if (text === "first ") asked.end();
  }
  assert.is(text, "first last");
});

gateway("answers 404 for unknown functions", async () => {
  assert.is((await call("/function/nobody")).status, 404);
  assert.is((await call("/nothing")).status, 404);
  assert.is((await call("/system/nothing")).status, 404);
  const queued = await call("/async-function/pods", { method: "POST" });
  assert.is(queued.status, 501);
  assert.match(await queued.text(), /Call \/function/);
});

gateway("redirects / to the directory, and is healthy", async () => {
  assert.is((await call("/")).headers.get("location"), "/function/pods/");
  assert.is((await call("/healthz")).status, 200);
});

gateway("restarts a function that crashed", async () => {
  const { pid } = await echoed("/function/deliver");
  assert.is((await call("/function/deliver/crash")).status, 502);
  let again = await call("/function/deliver");
  while (again.status !== 200) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    again = await call("/function/deliver");
  }
  assert.is.not(((await again.json()) as Echo).pid, pid);
});

gateway("gives each function a temporary folder of its own", async () => {
  const folders = await Promise.all(
    ["pods", "deliver"].map(async (name) => (await echoed(`/function/${name}`)).temporary),
  );
  assert.is(new Set(folders).size, 2);
});

gateway("lists its functions as OpenFaaS does, with their invocations", async () => {
  const functions = await listed<Status[]>("/system/functions?namespace=openfaas-fn");
  const deliver = functions.find(({ name }) => name === "deliver")!;
  assert.equal(deliver.annotations, { topic: "cron-function", schedule: "@every 1h" });
  assert.is(deliver.availableReplicas, 1);
  assert.ok(deliver.invocationCount >= 2);
  assert.equal(await listed("/system/functions?namespace=other"), []);
  assert.equal(await listed("/system/namespaces"), ["openfaas-fn"]);
  assert.is((await listed<Status>("/system/function/pods?usage=1")).image, "ghcr.io/openfaas-pods/pods:latest");
  assert.is((await call("/system/function/nobody")).status, 404);
});

gateway("shows a deployment, and refuses one that it cannot run", async () => {
  const deployment = { service: "pods", image: "x:2", envVars: { A: "b" }, secrets: ["pods-admin-key"], labels: null };
  assert.is((await call("/system/functions", json("PUT", deployment))).status, 202);
  const now = await listed<Status>("/system/function/pods");
  assert.equal([now.image, now.envVars, now.secrets], ["x:2", { A: "b" }, ["pods-admin-key"]]);

  const noSecret = await call("/system/functions", json("PUT", { ...deployment, secrets: ["pods-chat"] }));
  assert.is(noSecret.status, 400);
  assert.match(await noSecret.text(), /unable to find secret: pods-chat/);
  const unknown = await call("/system/functions", json("POST", { ...deployment, service: "figlet" }));
  assert.is(unknown.status, 400);
  assert.match(await unknown.text(), /cannot run figlet/);
  assert.is((await call("/system/functions", { method: "PUT", body: "{" })).status, 400);
});

gateway("removes a function and deploys it again", async () => {
  assert.is((await call("/system/functions", json("DELETE", { functionName: "pods" }))).status, 202);
  assert.is((await call("/function/pods")).status, 404);
  assert.is((await call("/system/functions", json("DELETE", { functionName: "pods" }))).status, 404);
  assert.is((await call("/system/functions", json("POST", { service: "pods", image: "x:3" }))).status, 202);
  assert.is((await call("/function/pods")).status, 200);
});

gateway("scales to zero and back", async () => {
  assert.is((await call("/system/scale-function/pods", json("POST", { replicas: 0 }))).status, 202);
  assert.is((await call("/function/pods")).status, 503);
  assert.is((await call("/system/scale-function/pods", json("POST", { replicas: 3 }))).status, 400);
  assert.is((await call("/system/scale-function/pods", json("POST", { replicas: 1 }))).status, 202);
  assert.is((await call("/function/pods")).status, 200);
});

gateway("keeps secrets as files", async () => {
  const secret = { name: "pods-chat", value: "-" };
  assert.is((await call("/system/secrets", json("PUT", secret))).status, 404);
  assert.is((await call("/system/secrets", json("POST", secret))).status, 201);
  assert.is((await call("/system/secrets", json("POST", secret))).status, 409);
  const raw = Buffer.from("slack: x\n").toString("base64");
  assert.is((await call("/system/secrets", json("PUT", { name: "pods-chat", rawValue: raw }))).status, 202);
  assert.is(await readFile(join(here.secretsFolder, "pods-chat"), "utf8"), "slack: x\n");
  assert.equal(
    (await listed<Status[]>("/system/secrets")).map(({ name }) => name),
    ["pods-admin-key", "pods-chat"],
  );
  assert.is((await call("/system/secrets", json("DELETE", { name: "pods-chat" }))).status, 202);
  assert.is((await call("/system/secrets", json("POST", { name: "../escape", value: "x" }))).status, 400);
});

gateway("shows and follows a function's log", async () => {
  await call("/function/deliver/one");
  await call("/function/deliver/two");
  const last = await (await call("/system/logs?name=deliver&tail=1")).text();
  const { text, name, namespace } = JSON.parse(last);
  assert.equal([text, name, namespace], ["GET /two", "deliver", "openfaas-fn"]);

  const following = await call("/system/logs?name=deliver&follow=true&tail=1");
  const reader = following.body!.pipeThrough(new TextDecoderStream()).getReader();
  await call("/function/deliver/three");
  let seen = "";
  while (!seen.includes("GET /three")) seen += (await reader.read()).value;
  await reader.cancel();
  assert.is((await call("/system/logs?name=nobody")).status, 404);
});

gateway("refuses other Host names, and pages of other sites on /system", async () => {
  assert.is(await raw("/function/pods", { Host: "evil.example" }), 403);
  assert.is(await raw("/system/secrets", { Origin: "https://evil.example" }), 403);
  assert.is(await raw("/system/secrets", { Origin: here.url }), 200);
});

const starting = suite("starting the local gateway");

starting("fails with the function's output when it does not start", async () => {
  try {
    await echoGateway([echo("pods", { envVars: { FAIL_AT_START: "pods.yml line 3: areas is missing" } })]);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /pods ended with code 1:\n {2}pods.yml line 3: areas is missing/);
  }
});

starting("ticks scheduled functions, as the cron-connector does", async () => {
  const annotations = { topic: "cron-function", schedule: "@every 1s" };
  const ticking = await echoGateway([echo("deliver", { annotations })], true);
  let lines = "";
  while (!lines.includes("POST /")) lines = await (await fetch(`${ticking.url}/system/logs?name=deliver`)).text();
  await ticking.stop();
});

gateway.run();
starting.run();
