/** A real Chromium for tests of pages: the one on the PATH, else the one that apt has, for root. */
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, launch, type Page } from "puppeteer-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const INSTALL_TIMEOUT_MS = 240_000;
/** One transparent pixel, in place of every picture from elsewhere: tests never leave the machine. */
const PIXEL = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");

/** `undefined`, with a sentence about why, where there is no Chromium to be had. */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = (await onThePath()) ?? (await fromApt());
  if (executablePath === undefined) {
    console.error("No Chromium here, so the pages are not tried in a browser: install chromium.");
    return undefined;
  }
  return launch({
    executablePath,
    pipe: true,
    // Chromium refuses its sandbox to root; what it opens here are our own pages.
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

/** A page that collects what goes wrong on it: console errors, exceptions, refusals of the content security policy. */
export interface WatchedPage {
  readonly page: Page;
  readonly faults: string[];
}

export interface Look {
  readonly width?: number;
  readonly dark?: boolean;
  readonly script?: boolean;
}

export async function openPage(
  browser: Browser,
  { width = 1280, dark = false, script = true }: Look = {},
): Promise<WatchedPage> {
  const page = await browser.newPage();
  const faults: string[] = [];
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  await page.setJavaScriptEnabled(script);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warn") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const ours = hostname === "127.0.0.1" || protocol === "data:";
    void (ours ? request.continue() : request.respond({ status: 200, contentType: "image/gif", body: PIXEL }));
  });
  return { page, faults };
}

async function onThePath(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return path;
    }
  }
  return undefined;
}

async function fromApt(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  console.error("No Chromium on the PATH: installing chromium with apt.");
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 64 << 20,
  };
  const run = promisify(execFile);
  const quiet = ["-q", "-o", "DPkg::Lock::Timeout=120"];
  try {
    await run("apt-get", [...quiet, "update"], options).catch(() => {});
    await run("apt-get", [...quiet, "install", "-y", "--no-install-recommends", "chromium"], options);
    return await onThePath();
  } catch {
    return undefined;
  }
}
