import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "puppeteer-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { type Look, openBrowser, openPage, type WatchedPage } from "../support/browser.ts";
import { CSV, command, post, SETTINGS, type TestCommunity, testCommunity } from "../support/community.ts";
import { signedLink } from "../support/links.ts";
import { type Site, serve } from "../support/site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** In the page: the faults that axe finds, each with its first place. */
const VIOLATIONS = `axe.run().then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ": " + nodes[0].html + " " + nodes[0].failureSummary))`;
/** In the page: the element that reaches farthest to the right. */
const WIDEST = `[...document.body.querySelectorAll("*")]
  .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0].outerHTML.slice(0, 200)`;
const LOOKS: Readonly<Record<string, Look>> = { light: {}, dark: { dark: true }, phone: { width: 390 } };
/** Pages that are errors. */
const STATUS_OF: Readonly<Record<string, number>> = {
  "/function/pods/no-such-pod": 404,
  "/function/pods/?area=no-such-area": 422,
  "/function/rebalance/plans/gone?key=expired": 401,
};
const WIDTHS = [320, 768, 1280];

interface World {
  community: TestCommunity;
  browser: Browser;
  site: Site;
  /** Addresses by their content. */
  pages: Readonly<Record<string, string>>;
}

const browser = await openBrowser();
const test = suite<World>("pages in a browser");

test.before(async (world) => {
  const community = await testCommunity(`${SETTINGS}joinRepository: ships/berths\n`);
  const apps = {
    pods: pods({ ...community, build: "test" }),
    "join-pod": joinPod(community),
    rebalance: rebalance(community),
    "weekly-digest": weeklyDigest(community),
  };
  const site = await serve(apps);
  Object.assign(world, { community, site, browser, pages: await fill(apps) });
});
test.after(async ({ site, community }) => {
  await site.close();
  await community.store.close();
  await browser.close();
});

type Apps = Readonly<Record<"pods" | "join-pod" | "rebalance" | "weekly-digest", App>>;

/** Two pods with room and one without, one advocate, a meeting, and a plan with moves that waits. */
async function fill(apps: Apps) {
  const zones = ["Europe/Berlin", "Asia/Tokyo", "America/New_York"];
  const rows = Array.from({ length: 24 }, (_, n) => {
    const area = n < 9 ? "hull|sail" : n < 16 ? "sail" : "galley|hull";
    const ability = ["newcomer", "contributor", "experienced", "maintainer"][n % 4];
    return `person-with-a-name-${n},${area},${ability},${zones[n % 3]},${n % 5 === 0 ? "yes" : ""}`;
  });
  await post(apps["join-pod"], `login,areas,ability,timezone,advocate\n${rows.join("\n")}`, CSV);
  for (let n = 9; n < 12; n++) await command(apps["join-pod"], { do: "leave", login: `person-with-a-name-${n}` });
  await command(apps.pods, { do: "rename", pod: "narwhal", name: "Ünïcorns_without_any_break_in_their_name" });
  const meeting = { weekday: "Thursday", time: "17:00", timezone: "Europe/London", link: "https://meet.example.org/" };
  await command(apps.pods, { do: "meeting", pod: "narwhal", ...meeting });
  await command(apps["weekly-digest"], { do: "publish", week: "2026-W46" });
  const { body: plan } = await command(apps.rebalance, { do: "plan" });
  const mover = plan.changes.find(({ kind }: { kind: string }) => kind === "move");
  assert.ok(plan.groups > 0, "a plan with something to decide");
  const link = (path: string) => `/function/rebalance${signedLink(path)}`;
  return {
    directory: "/function/pods/?timezone=Europe/Berlin",
    pod: "/function/pods/narwhal",
    areas: "/function/pods/areas",
    person: "/function/pods/people/person-with-a-name-1",
    status: "/function/pods/status",
    privacy: "/function/pods/privacy",
    join: "/function/join-pod/",
    matches: "/function/join-pod/matches?area=galley&timezone=Asia/Tokyo&ability=newcomer",
    plan: link(`/plans/${plan.id}`),
    "public plan": "/function/rebalance/",
    choice: `${link(`/plans/${plan.id}`)}&except=${mover.login}`,
    runs: link("/runs"),
    digest: "/function/weekly-digest/2026-W46",
    archive: "/function/weekly-digest/archive",
    ...Object.fromEntries(Object.entries(STATUS_OF).map(([path, status]) => [`error ${status}`, path])),
  };
}

/** Resolves when the action has led to another page. */
async function leads(page: Page, action: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForNavigation(), action()]);
}

async function visit({ site, browser }: World, path: string, look: Look = {}): Promise<WatchedPage> {
  const watched = await openPage(browser, look);
  const response = await watched.page.goto(site.origin + path);
  const status = response?.status() ?? 0;
  assert.ok(status === 200 || STATUS_OF[path] === status, `${path}: ${status}`);
  return watched;
}

test("no page has an error, a policy violation or an axe fault, in light, in dark and on a phone", async (world) => {
  for (const [name, path] of Object.entries(world.pages)) {
    for (const [look, options] of Object.entries(LOOKS)) {
      const { page, faults, close } = await visit(world, path, options);
      // Through the debugger, which a page's policy does not concern: a script of the page's own would be refused.
      await page.evaluate(AXE);
      const violations = await page.evaluate(VIOLATIONS);
      assert.equal(violations, [], `${name}, ${look}`);
      // Last, for a fault may be reported after the page has loaded. The browser itself logs that an answer was an error.
      assert.equal(
        faults.filter((fault) => !fault.startsWith("Failed to load resource") || !STATUS_OF[path]),
        [],
        `${name}, ${look}`,
      );
      await close();
    }
  }
});

test("nothing is wider than the screen, from 320 pixels on", async (world) => {
  for (const [name, path] of Object.entries(world.pages)) {
    const { page, close } = await visit(world, path);
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 800 });
      await page.waitForFunction(`innerWidth === ${width}`);
      const wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assert.is(wide, 0, `${name} at ${width} pixels: ${await page.evaluate(WIDEST)}`);
    }
    await close();
  }
});

test("the style sheet is there, and dark is dark", async (world) => {
  const background = async (look: Look) => {
    const { page, close } = await visit(world, "/function/pods/", look);
    const colour = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    await close();
    return colour;
  };
  assert.is(await background({}), "rgb(246, 248, 248)");
  assert.is(await background({ dark: true }), "rgb(12, 20, 23)");
});

test("without JavaScript: from the directory over the form to a match and its issue on GitHub", async (world) => {
  const { page, close } = await visit(world, "/function/pods/", { script: false });
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

test("with the keyboard: skip to the content, then through the filter to a pod", async (world) => {
  const { page, close } = await visit(world, "/function/pods/");
  await page.keyboard.press("Tab");
  await page.waitForFunction('document.activeElement.textContent === "Skip to content"');
  await page.keyboard.press("Enter");
  await page.waitForFunction('location.hash === "#main"');
  await page.focus('input[name="q"]');
  await page.keyboard.type("orca");
  await leads(page, () => page.keyboard.press("Enter"));
  await page.focus("article h3 a");
  const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
  assert.is(outline, "solid");
  await leads(page, () => page.keyboard.press("Enter"));
  assert.match(page.url(), /\/function\/pods\/orca$/);
  await close();
});

test("a maintainer leaves somebody out, sees what that changes, and applies the plan without JavaScript", async (world) => {
  const { page, close } = await visit(world, world.pages.plan ?? "", { script: false });
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
  const run = new URL(page.url());
  const watched = await visit(world, run.pathname + run.search);
  await watched.page.evaluate(AXE);
  assert.equal(await watched.page.evaluate(VIOLATIONS), [], "the run's page");
  await watched.close();
  assert.is(after?.standing.pod, before?.standing.pod);
  await close();
});

test.run();
