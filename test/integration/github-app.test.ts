/** The page that creates the GitHub app: what it asks for is what the functions use, and its key never comes to us. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { pods } from "../../functions/pods/handler.ts";
import { closeStores, get, SETTINGS, testCommunity } from "../support/community.ts";

const test = suite("the GitHub app's page");
test.after(closeStores);

const open = async (yaml = SETTINGS) => pods(await testCommunity(yaml));
const ABSOLUTE = "publicUrl: https://pods.example.org/function\n";
const unescaped = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
const commandsIn = (page: string) => unescaped(/<pre><code>([^<]*)<\/code>/.exec(page)?.[1] ?? "");

test("GitHub is handed a manifest with the events and permissions that are used", async () => {
  const { body, headers } = await get(await open(`${SETTINGS}${ABSOLUTE}`), "/github-app");
  assert.match(body, '<form method="post" action="https://github.com/organizations/ships/settings/apps/new">');
  assert.match(
    headers.get("content-security-policy") ?? "",
    "form-action 'self' https://pods.example.org https://github.com/;",
  );
  const manifest = JSON.parse(unescaped(/name="manifest" value="([^"]*)"/.exec(body)?.[1] ?? ""));
  assert.equal(manifest, {
    name: "Ships pods",
    url: "https://pods.example.org/function/pods/",
    hook_attributes: { url: "https://pods.example.org/function/on-github-event", active: true },
    redirect_url: "https://pods.example.org/function/pods/github-app",
    public: false,
    default_permissions: { metadata: "read", issues: "write", pull_requests: "write", contents: "write" },
    default_events: [
      "issues",
      "pull_request",
      "issue_comment",
      "pull_request_review",
      "pull_request_review_comment",
      "release",
      "star",
      "repository",
    ],
  });
});

test("an Enterprise is handed it at its own address, and asked there for the key", async () => {
  const { body, headers } = await get(
    await open(`${SETTINGS}${ABSOLUTE}github: https://git.example.org\n`),
    "/github-app",
  );
  assert.match(body, '<form method="post" action="https://git.example.org/organizations/ships/settings/apps/new">');
  assert.match(headers.get("content-security-policy") ?? "", "https://git.example.org/;");
  assert.match(commandsIn(body), "https://git.example.org/api/v3/app-manifests/CODE/conversions");
  assert.not.match(body, "github.com");
});

test("a code that GitHub does not take leaves the secrets as they are", async () => {
  const commands = commandsIn((await get(await open(), "/github-app")).body);
  assert.ok(readFileSync("docs/deploy.md", "utf8").includes(commands), "the documents say the same");
  const [folder, programs] = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), "pods-github-app-"))));
  const program = (name: string, script: string) =>
    writeFile(join(programs ?? "", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  // curl fails at an error of the server only if it is told to.
  await program("curl", `case "$1" in -f*) exit 22;; esac; echo '{"message":"Not Found"}'`);
  await program("jq", "echo null");
  await program("faas-cli", "echo called > called");
  await mkdir(join(folder ?? "", ".secrets"));
  const secrets = ["pods-github", "pods-webhook-secret"].map((name) => join(folder ?? "", ".secrets", name));
  for (const path of secrets) await writeFile(path, "kept");
  const PATH = `${programs}:${process.env.PATH}`;
  spawnSync("bash", ["-c", commands], { cwd: folder, env: { ...process.env, PATH } });
  assert.equal(
    secrets.map((path) => readFileSync(path, "utf8")),
    ["kept", "kept"],
  );
  assert.not(existsSync(join(folder ?? "", "called")));
  for (const one of [folder, programs]) await rm(one ?? "", { recursive: true });
});

test("it is kept by nobody, and what GitHub sends back in its address is shown nowhere", async () => {
  const { body, headers } = await get(await open(), "/github-app?code=a180b1a3d263c81bc6441d7b990bae27d4c10679");
  assert.not.match(body, "a180b1a3");
  assert.match(headers.get("cache-control") ?? "", "no-store");
  assert.is(headers.get("referrer-policy"), "no-referrer");
  assert.is(headers.get("x-robots-tag"), "noindex");
  assert.match(body, '<meta name="robots" content="noindex">');
  assert.match(body, "Set <code>publicUrl</code> in the settings first");
  assert.not.match(body, "<form");
});

test("what the commands make of GitHub's answer is a secret that can be used", async () => {
  const { generateKeyPairSync } = await import("node:crypto");
  const pem = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" });
  // As jq writes it.
  const secret = `appId: 4711\nprivateKey: ${JSON.stringify(pem)}\n`;
  assert.is((load(secret) as { privateKey: string }).privateKey, pem);
  assert.is(parseGitHubSecret(secret).kind, "app");
});

test.run();
