/** What holds for every page. The list comes from the routes, so a new page is held to it as well. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { WatchedPage } from "../support/browser.ts";
import { type Browsing, browse } from "../support/browsing.ts";
import { closeStores } from "../support/community.ts";

// The debugger adds them to every page; a page may have no scripts of its own.
const SCRIPTS = [
  readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"),
  readFileSync(new URL("../support/in-page.mjs", import.meta.url), "utf8"),
];
const ask = async (page: Page, question: string): Promise<string[]> =>
  (await page.evaluate(`inPage.${question}()`)) as string[];
/** The faults that axe finds, each with its first place. */
const axe = async (page: Page, rules?: readonly string[]): Promise<string[]> =>
  (await page.evaluate(`axe.run(${rules ? JSON.stringify({ runOnly: rules }) : ""}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes[0].html + " " + nodes[0].failureSummary))`)) as string[];
/** The rules of axe that depend on how wide the page is, or on its colours. */
const LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable"];
const WIDTHS = [320, 390, 768, 1280];

async function resize(page: Page, width: number): Promise<void> {
  await page.setViewport({ width, height: 800 });
  await page.waitForFunction(`innerWidth === ${width}`);
}

/** A phone of the narrowest kind, whose reader has doubled the size of text. */
async function onNarrowest({ page }: WatchedPage, questions: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  await resize(page, 320);
  await page.evaluate('document.documentElement.style.fontSize = "200%"');
  for (const question of questions) faults.push(...(await ask(page, question)));
  await page.evaluate('document.documentElement.style.fontSize = ""');
  await resize(page, 1280);
  return faults;
}

async function wide({ page }: WatchedPage): Promise<string[]> {
  const faults: string[] = [];
  for (const width of WIDTHS) {
    await resize(page, width);
    faults.push(...(await ask(page, "wide")).map((fault) => `at ${width} pixels: ${fault}`));
  }
  await resize(page, 390);
  await page.evaluate('document.documentElement.style.fontSize = "200%"');
  faults.push(...(await ask(page, "wide")).map((fault) => `at 390 pixels with text of 200 %: ${fault}`));
  await page.evaluate('document.documentElement.style.fontSize = ""');
  await resize(page, 1280);
  return faults;
}

/** What is asked about every page, in this order. */
const QUESTIONS: Readonly<Record<string, (tab: WatchedPage) => Promise<string[]>>> = {
  "has no fault that axe finds, in light, in dark and on a phone": async ({ page, emulate }) => {
    const light = await axe(page);
    await emulate({ dark: true });
    const dark = await axe(page, LOOKS);
    await resize(page, 390);
    const phone = await axe(page, LOOKS);
    await resize(page, 1280);
    return [...light, ...dark, ...phone];
  },
  "never scrolls sideways, and on a phone not with text of twice the size either": wide,
  "is whole on 320 pixels with text of twice the size: it never scrolls sideways, and no word or control is cut": (
    tab,
  ) => onNarrowest(tab, ["wide", "cutOff", "brokenWords"]),
  "has text that grows with the size of text that the reader chose": ({ page }) => ask(page, "stiffText"),
  "has targets of at least 24 pixels on a phone": async ({ page }) => {
    await resize(page, 390);
    const faults = await ask(page, "smallTargets");
    await resize(page, 1280);
    return faults;
  },
  "has headings in order, landmarks, and tables with headers": ({ page }) => ask(page, "structure"),
  "shows where the keyboard is, and what is chosen, in forced colours too": async ({ page, emulate }) => {
    const usual = [...(await ask(page, "unseenFocus")), ...(await ask(page, "unseenChoice"))];
    await emulate({ forcedColours: true });
    return [...usual, ...(await ask(page, "unseenFocus")), ...(await ask(page, "unseenChoice"))];
  },
  "does not move for readers who want less motion, and prints dark on white without controls": async ({
    page,
    emulate,
  }) => {
    await emulate({ dark: true });
    const moving = await ask(page, "moving");
    await emulate({ dark: true, print: true });
    return [...moving, ...(await ask(page, "badInPrint"))];
  },
};
const CLEAN = "loads without an error or a violation of its policy";

/** By question, what was found on all pages, each of which is opened once. */
async function inspect(town: Browsing, questions: typeof QUESTIONS): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>([CLEAN, ...Object.keys(questions)].map((question) => [question, []]));
  const tab = await town.tab();
  const { page, faults } = tab;
  for (const script of SCRIPTS) await page.evaluateOnNewDocument(script);
  for (const [name, shown] of town.pages) {
    faults.length = 0;
    await tab.emulate({});
    await town.lead(tab, shown);
    for (const [question, answer] of Object.entries(questions)) {
      found.get(question)?.push(...(await answer(tab)).map((fault) => `${name}: ${fault}`));
    }
    // Last, for a fault may be reported after the page has loaded. The browser itself logs that an answer was an error.
    const own = faults.filter((fault) => shown.status === 200 || !fault.startsWith("Failed to load resource"));
    found.get(CLEAN)?.push(...own.map((fault) => `${name}: ${fault}`));
  }
  await tab.close();
  return found;
}

for (const [kind, questions] of [
  ["full", QUESTIONS],
  ["hostile", { "never scrolls sideways, whatever people write": wide }],
] as const) {
  const test = suite<{ town: Browsing; found: ReadonlyMap<string, string[]> }>(`every page of a ${kind} community`);
  test.before(async (context) => {
    context.town = await browse(kind);
    context.found = await inspect(context.town, questions);
  });
  test.after(async ({ town }) => {
    await town?.close();
    await closeStores();
  });
  for (const question of [CLEAN, ...Object.keys(questions)]) {
    test(question, ({ found }) => assert.equal(found.get(question), []));
  }
  test.run();
}
