/** The page that creates the GitHub app: what it asks for is what the functions use, and its key never comes to us. */
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { pods } from "../../functions/pods/handler.ts";
import { closeStores, get, SETTINGS, testCommunity } from "../support/community.ts";

const test = suite("the GitHub app's page");
test.after(closeStores);

const open = async (yaml = SETTINGS) => pods(await testCommunity(yaml));
const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&");

test("GitHub is handed a manifest with the events and permissions that are used", async () => {
  const { body, headers } = await get(
    await open(`${SETTINGS}publicUrl: https://pods.example.org/function\n`),
    "/github-app",
  );
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
