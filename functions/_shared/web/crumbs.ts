import type { Settings } from "../core/settings.ts";
import { linkTo } from "./links.ts";
import { html, type Markup } from "./markup.ts";

/** The way to a page from the directory. */
export const crumbs = (settings: Settings, here: Markup | string): Markup =>
  html`<p class="crumbs"><a href="${linkTo(settings, "pods")}">All pods</a> / ${here}</p>`;
