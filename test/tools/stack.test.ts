import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { COMMON_SECRETS } from "#shared/openfaas/open-function.ts";
import { SECRET_NAMES } from "#shared/openfaas/secrets.ts";
import { scheduleFault } from "../support/cron-schedule.ts";

/** faas-cli silently drops unknown keys, and the cron-connector bad schedules, so this test checks both. */
const test = suite("stack.yml");

const TOP_KEYS = ["version", "provider", "functions", "configuration"];
const FUNCTION_KEYS = [
  ...["lang", "handler", "image", "fprocess", "environment", "environment_file", "secrets", "skip_build"],
  ...["constraints", "labels", "annotations", "limits", "requests", "readonly_root_filesystem", "build_options"],
  ...["build_args", "build_secrets", "platforms", "namespace"],
];
const TEMPLATE_KEYS = ["language", "fprocess", "build_options", "welcome_message", "handler_folder", "mount_ssh"];
/** faas-netes of the Community Edition refuses to deploy with these. */
const CE_REFUSED_LABELS = /^com\.openfaas\.scale\.(zero|zero-duration|target|type|target-proportion)$/;
const CE_FUNCTIONS_MAX = 15;
const CE_REPLICAS_MAX = 5;
/** GitHub hangs up after ten seconds; Kubernetes gives a pod thirty to end. */
const WEBHOOK_S = 10;

interface Stanza extends Record<string, unknown> {
  lang: string;
  handler: string;
  image: string;
  secrets: string[];
  environment?: Record<string, string>;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}
interface Stack extends Record<string, unknown> {
  provider: Record<string, string>;
  functions: Record<string, Stanza>;
  configuration: { copy: string[] };
}

const text = readFileSync("stack.yml", "utf8");
const stack = load(text) as Stack;
const stanzas = Object.entries(stack.functions);
const folders = readdirSync("functions").filter(
  (name) => name !== "_shared" && statSync(join("functions", name)).isDirectory(),
);
const seconds = (duration: string) => Number(/^(\d+)s$/.exec(duration)?.[1]);

test("every function has a stanza, and every stanza a function", () => {
  assert.equal(Object.keys(stack.functions).sort(), folders.sort());
  for (const [name, { handler }] of stanzas) assert.is(handler, `./functions/${name}`);
  assert.ok(stanzas.length <= CE_FUNCTIONS_MAX);
});

test("only keys that faas-cli knows", () => {
  for (const key of Object.keys(stack)) assert.ok(TOP_KEYS.includes(key), key);
  for (const [name, stanza] of stanzas) {
    for (const key of Object.keys(stanza)) assert.ok(FUNCTION_KEYS.includes(key), `${name}: ${key}`);
    for (const key of ["environment", "labels", "annotations", "limits", "requests"]) {
      for (const [word, value] of Object.entries((stanza[key] ?? {}) as object)) {
        assert.type(value, "string", `${name}: ${key}.${word}`);
      }
    }
  }
});

test("images take their registry and tag from the environment", () => {
  for (const [name, { image }] of stanzas) {
    assert.is(image, `\${PODS_REGISTRY:-ghcr.io/openfaas-pods}/${name}:\${TAG:-latest}`);
  }
});

test("each function lists exactly the secrets that its start opens, and all are of the closed list", () => {
  for (const [name, { secrets }] of stanzas) {
    const handler = readFileSync(join("functions", name, "handler.ts"), "utf8");
    const [, opened = ""] = /\bsecrets: \{([^}]*)\}/.exec(handler) ?? [];
    const own = [...opened.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
    assert.equal([...secrets].sort(), [...COMMON_SECRETS, ...own].sort(), name);
    for (const secret of secrets) assert.ok((SECRET_NAMES as readonly string[]).includes(secret), secret);
  }
});

test("a scheduled function has the connector's topic and a valid schedule", () => {
  const scheduled = stanzas.filter(([, { annotations }]) => annotations !== undefined);
  assert.equal(scheduled.map(([name]) => name).sort(), ["deliver", "rebalance", "weekly-digest"]);
  for (const [name, { annotations = {} }] of scheduled) {
    assert.equal(Object.keys(annotations).sort(), ["schedule", "topic"], name);
    assert.is(annotations.topic, "cron-function");
    assert.is(scheduleFault(annotations.schedule ?? ""), undefined, name);
  }
});

test("schedules that the connector would drop are recognised", () => {
  const good = [
    "*/15 * * * *",
    "0 9 * * mon-fri",
    "@hourly",
    "@every 1m30s",
    "CRON_TZ=Europe/London 0 9 1,15 jan-jun ?",
  ];
  for (const schedule of good) assert.is(scheduleFault(schedule), undefined, schedule);
  const bad = ["", "* * * *", "0 * * * * *", "60 * * * *", "* * 0 * *", "* * * * 7", "5-1 * * * *", "*/0 * * * *"];
  bad.push("@weekday", "@every soon", "0 9 * * 1; 0 9 * * 2", "TZ=Atlantis/City 0 9 * * *");
  for (const schedule of bad) assert.type(scheduleFault(schedule), "string", schedule);
});

test("nothing is used that the Community Edition refuses", () => {
  for (const [name, { labels = {} }] of stanzas) {
    for (const [label, value] of Object.entries(labels)) {
      assert.not.match(label, CE_REFUSED_LABELS, name);
      if (/scale\.(min|max)$/.test(label)) assert.ok(Number(value) <= CE_REPLICAS_MAX, `${name}: ${label}`);
    }
  }
});

test("raw bodies, a read-only file system, and time for the watchdog to answer itself", () => {
  const image = readFileSync("template/node18-ts/Dockerfile", "utf8");
  const ofImage = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(image)?.[1] ?? "";
  assert.ok(seconds(ofImage("healthcheck_interval")) + seconds(ofImage("write_timeout")) < 30);
  for (const [name, { environment = {}, readonly_root_filesystem: readOnly }] of stanzas) {
    const timeout = (key: string) => seconds(environment[key] ?? ofImage(key));
    assert.is(environment.RAW_BODY, "true", name);
    assert.is(readOnly, true, name);
    assert.ok(timeout("exec_timeout") < timeout("write_timeout"), name);
    assert.ok(timeout("exec_timeout") < (name === "rebalance" ? 60 : WEBHOOK_S), name);
  }
});

test("a server accepts bodies as large as its function does, and no larger: anybody can send one", () => {
  for (const [name, { environment = {} }] of stanzas) {
    const handler = readFileSync(join("functions", name, "handler.ts"), "utf8");
    const [, megabytes = "1"] = /(?:BODY|IMPORT)_BYTES_MAX = (\d+) \* 1024 \* 1024;/.exec(handler) ?? [];
    assert.is(environment.MAX_RAW_SIZE ?? "1mb", `${megabytes}mb`, name);
  }
});

test("everything a build needs is copied into it, and its template is committed", () => {
  assert.ok(stack.configuration.copy.includes("./functions/_shared"));
  for (const path of stack.configuration.copy) assert.ok(existsSync(path), path);
  const template = load(readFileSync("template/node18-ts/template.yml", "utf8")) as object;
  for (const key of Object.keys(template)) assert.ok(TEMPLATE_KEYS.includes(key), key);
  for (const [, { lang }] of stanzas) assert.is(lang, "node18-ts");
});

test.run();
