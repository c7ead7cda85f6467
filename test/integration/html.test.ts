import { HtmlValidate } from "html-validate";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { BROKEN } from "../support/broken-handlers.ts";
import { closeStores } from "../support/community.ts";
import { type Kind, openShownCommunity } from "../support/every-page.ts";
import { serveHandler } from "../support/site.ts";

const BROWSER = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

const test = suite("the HTML of every page");
test.after(closeStores);

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  // Our one resource is from our own origin, and every button of ours submits.
  rules: { "require-sri": "off", "no-implicit-button-type": "off" },
});

for (const kind of ["full", "empty", "hostile"] as const satisfies readonly Kind[]) {
  test(`keeps to the standard: ${kind}`, async () => {
    const { apps, pages } = await openShownCommunity(kind);
    const faults: string[] = [];
    for (const [name, { path, status }] of pages) {
      const [, owner = "", address = ""] = /^\/function\/([a-z-]+)(.*)$/.exec(path) ?? [];
      const response = await apps[owner as keyof typeof apps].request(address, { headers: BROWSER });
      const html = await response.text();
      assert.is(response.status, status, name);
      assert.match(response.headers.get("Content-Type") ?? "", "text/html", name);
      const { results } = await validator.validateString(html);
      for (const { messages, source } of results) {
        for (const { ruleId, message, offset } of messages) {
          faults.push(`${name}: ${ruleId}: ${message} ${source?.slice(offset, offset + 100)}`);
        }
      }
    }
    assert.equal(faults, []);
  });
}

test("keeps to the standard: errors that no app answers", async () => {
  for (const { what, handler, body } of BROKEN) {
    const site = await serveHandler(handler);
    const response = await fetch(site.origin, { headers: BROWSER, ...(body && { method: "POST", body }) });
    const { results } = await validator.validateString(await response.text());
    assert.equal(results, [], what);
    await site.close();
  }
});

test.run();
