import { suite } from "uvu";
import * as assert from "uvu/assert";
import { isSigned, sign } from "../../../functions/on-github-event/signature.ts";

const test = suite("signature");
// The vector from GitHub's documentation on validating deliveries.
const secret = "It's a Secret to Everybody";
const body = Buffer.from("Hello, World!");
const signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

test("GitHub's published vector", () => {
  assert.is(sign(body, secret), signature);
  assert.ok(isSigned(body, signature, secret));
});

test("every other signature is refused", () => {
  const wrong = [
    undefined,
    "",
    "sha256=",
    signature.toUpperCase(),
    signature.slice(0, -1),
    `${signature}0`,
    signature.replace("sha256=", "sha1="),
    signature.replace("sha256=", ""),
    signature.replace(/7$/, "8"),
    `sha256=${"0".repeat(64)}`,
    sign(Buffer.from("Hello, World"), secret),
    sign(body, "another secret"),
    "sha256=é".padEnd(71, "é"),
  ];
  for (const one of wrong) assert.not.ok(isSigned(body, one, secret), String(one));
});

test("it covers the raw bytes, not the decoded text", () => {
  const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const decoded = Buffer.from(bytes.toString());
  assert.ok(isSigned(bytes, sign(bytes, secret), secret));
  assert.not.ok(isSigned(bytes, sign(decoded, secret), secret));
});

test("two secrets are valid while one is being rotated; no secret lets nobody in", () => {
  assert.ok(isSigned(body, signature, `new\n${secret}`));
  assert.ok(isSigned(body, sign(body, "new"), `new\r\n${secret}\n`));
  for (const none of [undefined, "", "\n\n"]) {
    assert.not.ok(isSigned(body, sign(body, ""), none));
    assert.not.ok(isSigned(body, signature, none));
  }
});

test.run();
