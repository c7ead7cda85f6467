import { generateKeyPairSync } from "node:crypto";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseGitHubSecret } from "#shared/github/secret.ts";

const test = suite("the secret pods-github");
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = (type: "pkcs1" | "pkcs8") => privateKey.export({ type, format: "pem" }).toString();

test("a token, as it is or as YAML", () => {
  assert.equal(parseGitHubSecret("ghp_abc"), { kind: "token", token: "ghp_abc" });
  assert.equal(parseGitHubSecret("token: ghp_abc"), { kind: "token", token: "ghp_abc" });
  const own = parseGitHubSecret("token: x\nbaseUrl: http://127.0.0.1:3000");
  assert.is(own.baseUrl, "http://127.0.0.1:3000");
  const enterprise = parseGitHubSecret("token: x\nbaseUrl: https://github.example.org/api/v3/");
  assert.is(enterprise.baseUrl, "https://github.example.org/api/v3", "what is asked for begins with a slash");
});

test("an app's key in each form it comes in", () => {
  const forms = {
    block: `privateKey: |\n${pem("pkcs1").replace(/^/gm, "  ")}`,
    "written line ends": `privateKey: "${pem("pkcs1").replaceAll("\n", "\\n")}"`,
    "written line ends, unquoted": `privateKey: ${pem("pkcs1").trim().replaceAll("\n", "\\n")}`,
    "PKCS #8": `privateKey: ${JSON.stringify(pem("pkcs8"))}`,
  };
  for (const [what, line] of Object.entries(forms)) {
    const secret = parseGitHubSecret(`appId: 12\n${line}`);
    assert.equal(secret, { kind: "app", appId: 12, privateKey: pem("pkcs8") }, what);
  }
});

test("a malformed secret is reported and never shown", () => {
  const faults: [string, RegExp][] = [
    ["appId: 1", /privateKey/],
    [`privateKey: ${JSON.stringify(pem("pkcs1"))}`, /appId/],
    ["appId: 1\nprivateKey: s3cr3t", /PEM/],
    ["appId: 1\nprivateKey: |\n  -----BEGIN RSA PRIVATE KEY-----\n  s3cr3t\n  -----END RSA PRIVATE KEY-----", /PEM/],
    ["token: s3cr3t\nbaseUrl: ftp://x", /baseUrl/],
    ["token: s3cr3t\nscope: all", /beside token stands at most baseUrl/],
    [`appId: 1\nprivateKey: ${JSON.stringify(pem("pkcs1"))}\ns3cr3t: 1`, /beside appId and privateKey stands at most/],
    ["two words s3cr3t", /without a space/],
    ["- s3cr3t", /without a space/],
    ["token:", /token is one text/],
    ["token: [s3cr3t]", /token is one text/],
    ["baseUrl: http://127.0.0.1", /token is one text/],
    ["appId: 1\nprivateKey:", /privateKey is/],
    ["appId: []\nprivateKey: x", /appId is/],
    ["token: s3cr3t\nbaseUrl:", /baseUrl is/],
    ["[s3cr3t", /YAML/],
  ];
  for (const [text, expected] of faults) {
    assert.throws(
      () => parseGitHubSecret(text),
      (error: Error) => {
        assert.match(error.message, /^The secret pods-github is malformed/);
        assert.match(error.message, expected);
        assert.not.match(error.message, "s3cr3t");
        assert.not.match(error.message, /expected|received|Unrecognized|Invalid input/, "these are the parser's words");
        return true;
      },
    );
  }
});

test.run();
