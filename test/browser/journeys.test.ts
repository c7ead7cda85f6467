/** What people do on the pages, with the keyboard and without JavaScript. */
import type { Page } from "puppeteer-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Look } from "../support/browser.ts";
import { type Browsing, browse } from "../support/browsing.ts";
import { closeStores } from "../support/community.ts";

const test = suite<Browsing>("journeys in a browser");

test.before(async (context) => {
  Object.assign(context, await browse("full"));
});
test.after(async ({ close }) => {
  await close();
  await closeStores();
});

/** Resolves when the action has led to another page. */
async function leads(page: Page, action: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForNavigation(), action()]);
}

const focused = (page: Page) => page.evaluate("document.activeElement.textContent.trim()");

test("the style sheet is there, and dark is dark", async ({ visit }) => {
  const background = async (look: Look) => {
    const { page, close } = await visit("/function/pods/", look);
    const colour = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    await close();
    return colour;
  };
  assert.is(await background({}), "rgb(246, 248, 248)");
  assert.is(await background({ dark: true }), "rgb(12, 20, 23)");
});

test("a page that the browser asks for again, and has, keeps its style sheet and pictures", async ({ visit }) => {
  for (const path of ["pods/", "pods/agenda", "rebalance/", "join-pod/", "weekly-digest/", "pods/members.svg"]) {
    const { page, faults, close } = await visit(`/function/${path}`, { cache: true });
    const looks = () =>
      page.evaluate(
        `(({ fontFamily, fill }) => fontFamily + fill)(getComputedStyle(document.querySelector("h1, text")))`,
      );
    const first = await looks();
    for (let times = 0; times < 2; times++) {
      const again = await page.reload();
      assert.is(again?.status(), 304, path);
      assert.is(await looks(), first, path);
    }
    assert.equal(faults, [], path);
    await close();
  }
});

test("without JavaScript: from the directory over the form to a match and its issue on GitHub", async ({ visit }) => {
  const { page, close } = await visit("/function/pods/", { script: false });
  await page.select("#match-area", "galley");
  await page.select("#match-zone", "Asia/Tokyo");
  await leads(page, () => page.click("form.panel button"));
  assert.match(page.url(), "/function/join-pod/matches?area=galley&timezone=Asia%2FTokyo");
  await page.click('input[name="ability"][value="experienced"]');
  await leads(page, () => page.click("form.panel button"));
  const href = (await page.$eval("article a.button", (link) => link.getAttribute("href"))) ?? "";
  const issue = new URL(href);
  assert.is(issue.origin + issue.pathname, "https://github.com/ships/berths/issues/new");
  assert.match(issue.searchParams.get("body") ?? "", /^\/pod join [A-Z][a-z]+ tz=Asia\/Tokyo ability=experienced$/);
  await close();
});

test("with the keyboard: the first pod is the second stop of the Tab key", async ({ visit }) => {
  const { page, close } = await visit("/function/pods/");
  await page.keyboard.press("Tab");
  assert.is(await focused(page), "Skip to the pods");
  await page.keyboard.press("Enter");
  await page.waitForFunction('location.hash === "#found"');
  await page.keyboard.press("Tab");
  const first = await page.$eval("article h3 a", (link) => link.textContent);
  assert.is(await focused(page), first);
  await leads(page, () => page.keyboard.press("Enter"));
  assert.is(await page.$eval("h1", (heading) => heading.textContent), first);
  await close();
});

test("with the keyboard: through the search to a pod, whose content is the second stop", async ({ visit }) => {
  const { page, close } = await visit("/function/pods/");
  await page.focus('input[name="q"]');
  await page.keyboard.type("orca");
  await leads(page, () => page.keyboard.press("Enter"));
  await page.focus("article h3 a");
  await leads(page, () => page.keyboard.press("Enter"));
  assert.match(page.url(), /\/function\/pods\/orca$/);
  await page.keyboard.press("Tab");
  assert.is(await focused(page), "Skip to content");
  await page.keyboard.press("Enter");
  await page.waitForFunction('location.hash === "#main"');
  await page.keyboard.press("Tab");
  assert.is(await focused(page), "All pods");
  await close();
});

test("a maintainer leaves somebody out, sees what that changes, and applies the plan without JavaScript", async (world) => {
  const { page, close } = await world.visit(world.planPage, { script: false });
  const name = await page.$eval('input[name="except"]', (box) => box.getAttribute("value") ?? "");
  const before = await world.community.store.find({ login: name });
  await page.click('input[name="except"]');
  await page.waitForSelector('input[name="except"]:checked');
  await page.waitForFunction(
    'getComputedStyle(document.querySelector(".step:has(:checked) .if-ticked")).display !== "none"',
  );
  await leads(page, () => page.click("#apply button"));
  assert.match(await page.$eval("#choice", (panel) => panel.textContent ?? ""), `${name} stays in`);
  await leads(page, () => page.click('#apply button[value="apply"]'));
  assert.match(page.url(), /\/function\/rebalance\/runs\/.+\?key=/);
  assert.match(await page.$eval("h1", (heading) => heading.textContent ?? ""), "applied");
  const after = await world.community.store.find({ login: name });
  assert.is(after?.standing.pod, before?.standing.pod);
  await close();
});

test.run();
