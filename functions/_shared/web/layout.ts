/** The frame of every page, and the headers that go with it. */
import type { Settings } from "../core/settings.ts";
import { mark } from "./icons.ts";
import { linkTo } from "./links.ts";
import { html, type Markup } from "./markup.ts";
import { STYLE_NAME } from "./style-name.ts";

interface CommonFrame {
  readonly settings: Settings;
  /** The page's title; the community's name is added. */
  readonly title: string;
  /** The open tab; none for side pages. */
  readonly current?: "pods" | "week" | "join";
  readonly body: Markup;
  /** The same page as JSON, for the footer. */
  readonly json?: string;
  /** Where the first stop of the keyboard leads, and its words; the content when left out. */
  readonly skip?: readonly [id: string, words: string];
}

/** A page that may be found and passed on. */
interface PublicFrame extends CommonFrame {
  /** Its one address, whatever was asked for, as `linkTo` makes it. */
  readonly address: string;
  /** One sentence, for search engines and for chats in which somebody pastes a link to the page. */
  readonly description: string;
}

/** A page for one person, about other people's seats, or about an error: search engines and chats leave it alone. */
interface PrivateFrame extends CommonFrame {
  readonly private: true;
}

type Frame = PublicFrame | PrivateFrame;

/** A whole HTML document, without scripts and inline styles: the content security policy forbids both. */
export function layout(frame: Frame): string {
  const { settings, title, current, body, skip = ["main", "Skip to content"] } = frame;
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${settings.community} pods</title>
${"private" in frame ? html`<meta name="robots" content="noindex">` : preview(frame)}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${linkTo(settings, "pods", "/assets/icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${linkTo(settings, "pods", `/assets/${STYLE_NAME}`)}">
<link rel="alternate" type="application/atom+xml" title="Weekly digest" href="${linkTo(settings, "weekly-digest", "/feed.atom")}">
</head>
<body>
<a class="skip" href="#${skip[0]}">${skip[1]}</a>
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

/** What a chat shows of a link (ogp.me). It reads addresses only if they are absolute, so only with such a `publicUrl`. */
function preview({ settings, title, description, address }: PublicFrame): Markup {
  const addresses = { "og:url": address, "og:image": linkTo(settings, "pods", "/assets/card.png") };
  const properties = {
    "og:title": title,
    "og:description": description,
    "og:type": "website",
    "og:site_name": `${settings.community} pods`,
    ...(address.startsWith("https://") || address.startsWith("http://") ? addresses : {}),
  };
  return html`<meta name="description" content="${description}">
<link rel="canonical" href="${address}">
<meta name="twitter:card" content="summary">
${Object.entries(properties).map(([name, value]) => html`<meta property="${name}" content="${value}">`)}`;
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
 * another name. `formsTo` is one more place for forms. No script at all.
 */
export function pageHeaders(
  { publicUrl }: Pick<Settings, "publicUrl">,
  { formsTo = "" }: { readonly formsTo?: string } = {},
): Record<string, string> {
  const here = publicUrl.startsWith("/") ? "'self'" : `'self' ${new URL(publicUrl).origin}`;
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy":
      `default-src 'none'; style-src ${here}; form-action ${`${here} ${formsTo}`.trim()}; ` +
      `img-src ${here} data:; base-uri 'none'; frame-ancestors 'none'`,
  };
}
