/** A real Chromium for tests of pages: from the PATH, or installed with apt as root. */
import { type Browser, launch, type Page } from "puppeteer-core";
import { debianProgram } from "./debian-program.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** Keeps Chromium from calling its vendor. */
const ALONE = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/** For a start, a navigation, a condition: far longer than any takes, also on a busy machine. */
const PATIENCE_MS = 120_000;

/** Throws a sentence that says what to install where there is no Chromium to be had. */
export async function openBrowser(): Promise<Browser> {
  return launch({
    executablePath: await debianProgram(NAMES, "chromium"),
    pipe: true,
    timeout: PATIENCE_MS,
    protocolTimeout: PATIENCE_MS,
    // Chromium refuses its sandbox to root; what it opens here are our own pages.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), ...ALONE, "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

/** A page that collects its faults: console errors, exceptions, policy violations, requests to other hosts. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: string[];
  /** What the reader asked of their system. Always less motion: a colour on its way to another has no contrast. */
  emulate(reader: Reader): Promise<void>;
  close(): Promise<void>;
}

interface Reader {
  readonly dark?: boolean;
  readonly forcedColours?: boolean;
  readonly print?: boolean;
}

export interface Look extends Reader {
  readonly width?: number;
  readonly script?: boolean;
  /** Keeps what it may, and asks whether it is still true, as the browsers of people do. */
  readonly cache?: boolean;
}

/** A page without a past: no cookies or storage of the pages before it, and no cache unless it asks for one. */
export async function openPage(
  browser: Browser,
  { width = 1280, script = true, cache = false, ...reader }: Look = {},
): Promise<WatchedPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const faults: string[] = [];
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setCacheEnabled(cache); // without one a page that is asked for again is answered again, not with a 304
  await page.setViewport({ width, height: 900 });
  const devTools = await page.createCDPSession();
  const emulate = async ({ dark = false, forcedColours = false, print = false }: Reader) => {
    await devTools.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
        { name: "prefers-reduced-motion", value: "reduce" },
        { name: "forced-colors", value: forcedColours ? "active" : "none" },
      ],
      media: print ? "print" : "",
    });
  };
  await emulate(reader);
  await page.setJavaScriptEnabled(script);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (hostname === "127.0.0.1" || protocol === "data:") return void request.continue();
    faults.push(`asks ${hostname}`);
    void request.abort();
  });
  return { page, faults, emulate, close: () => context.close() };
}
