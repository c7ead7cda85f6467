/** The frame of every page, and the headers that go with it. */
import type { Settings } from "../core/settings.ts";
import { mark } from "./icons.ts";
import { linkTo } from "./links.ts";
import { html, type Markup } from "./markup.ts";
import { STYLE_NAME } from "./style-name.ts";

interface Frame {
  readonly settings: Settings;
  /** The page's title; the community's name is added. */
  readonly title: string;
  /** The open tab; none for side pages. */
  readonly current?: "pods" | "week" | "join";
  readonly body: Markup;
  readonly description?: string;
  /** The same page as JSON, for the footer. */
  readonly json?: string;
  /** A private page, which search engines leave alone. */
  readonly private?: boolean;
}

/** A whole HTML document, without scripts and inline styles: the content security policy forbids both. */
export function layout(frame: Frame): string {
  const { settings, title, current, body, description } = frame;
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${settings.community} pods</title>
${description && html`<meta name="description" content="${description}">`}
${frame.private && html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${linkTo(settings, "pods", `/assets/${STYLE_NAME}`)}">
<link rel="alternate" type="application/atom+xml" title="Weekly digest" href="${linkTo(settings, "weekly-digest", "/feed.atom")}">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top"><div class="wrap">
<a class="brand" href="${linkTo(settings, "pods")}">${mark()}<span>${settings.community} pods</span></a>
<nav aria-label="Main">${tabs(settings, current)}</nav>
</div></header>
<main id="main">${body}</main>
${footer(frame)}
</body>
</html>
`);
}

function tabs(settings: Settings, current: Frame["current"]): Markup[] {
  const all = [
    ["pods", "Pods", linkTo(settings, "pods")],
    ["week", "Weekly digest", linkTo(settings, "weekly-digest")],
    ["join", "Join", linkTo(settings, "join-pod")],
  ] as const;
  return all.map(
    ([tab, label, href]) => html`<a href="${href}"${tab === current && html` aria-current="page"`}>${label}</a>`,
  );
}

const footer = ({ settings, json }: Frame): Markup => html`<footer class="bottom"><div class="wrap"><ul>
${json && html`<li><a href="${json}">JSON</a></li>`}
<li><a href="${linkTo(settings, "pods", "/areas")}">Areas</a></li>
<li><a href="${linkTo(settings, "pods", "/openapi.json")}">OpenAPI</a></li>
<li><a href="${linkTo(settings, "pods", "/status")}">Status</a></li>
<li><a href="${linkTo(settings, "pods", "/privacy")}">Privacy and leaving</a></li>
</ul><p>Run by the ${settings.community} community.</p></div></footer>`;

/**
 * Style and forms may also go to the host of `publicUrl`, so that a page still works when the gateway is reached under
 * another name. No script at all.
 */
export function pageHeaders({ publicUrl }: Pick<Settings, "publicUrl">): Record<string, string> {
  const here = publicUrl.startsWith("/") ? "'self'" : `'self' ${new URL(publicUrl).origin}`;
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy":
      `default-src 'none'; style-src ${here}; form-action ${here}; ` +
      `img-src ${here} data:; base-uri 'none'; frame-ancestors 'none'`,
  };
}
