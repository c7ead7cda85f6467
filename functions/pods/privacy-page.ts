/** The data we keep, the data we show, and every way out. */
import type { Settings } from "#shared/core/settings.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { html, raw } from "#shared/web/markup.ts";
import { PRIVACY } from "./privacy-words.beside.ts";

export function privacyPage(settings: Settings): string {
  return layout({
    settings,
    title: "Privacy and leaving",
    address: linkTo(settings, "pods", "/privacy"),
    description: "What we keep about people, what we show, and how to leave.",
    body: html`<div class="wrap narrow">${crumbs(settings, "Privacy")}
<div class="title"><h1>Privacy and leaving</h1></div>
<p class="lead">Taking part is an offer. It is as easy to leave as to join, and nobody asks why.</p>
<div class="stack"><section class="panel prose">
${raw(PRIVACY.replaceAll("ORGANISATION", String(html`${settings.organisation}`)))}
</section></div></div>`,
  });
}
