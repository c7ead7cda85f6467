/** Towns with all their pages, served to a real browser. */
import * as assert from "uvu/assert";
import { type Look, openBrowser, openPage, type WatchedPage } from "./browser.ts";
import { type Kind, openShownCommunity, type ShownCommunity, type ShownPage } from "./every-page.ts";
import { serve } from "./site.ts";

export interface Browsing extends ShownCommunity {
  /** An empty tab. */
  tab(look?: Look): Promise<WatchedPage>;
  /** Leads a tab to a page; one whose status is not as expected is a failure. */
  lead(tab: WatchedPage, page: ShownPage): Promise<void>;
  /** Opens a page in a tab of its own. */
  visit(path: string, look?: Look): Promise<WatchedPage>;
  close(): Promise<void>;
}

/** Serves a community of this kind. `close` ends the browser too. */
export async function browse(kind: Kind): Promise<Browsing> {
  const shown = await openShownCommunity(kind);
  const site = await serve(shown.apps);
  // Last: where the rest fails, nobody closes a browser, and the process would not end.
  const browser = await openBrowser();
  const lead = async ({ page }: WatchedPage, { path, status }: ShownPage) => {
    const response = await page.goto(site.origin + path);
    assert.is(response?.status(), status, path);
  };
  return {
    ...shown,
    tab: (look) => openPage(browser, look),
    lead,
    async visit(path, look) {
      const tab = await openPage(browser, look);
      await lead(tab, { path, status: 200 });
      return tab;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
