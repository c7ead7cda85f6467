/** An error as a page, for people who came with a browser: what happened, and what they can do. */
import type { Settings } from "../core/settings.ts";
import { crumbs } from "./crumbs.ts";
import { NEXT, OTHERWISE, TITLES } from "./error-words.static.ts";
import { layout, pageHeaders } from "./layout.ts";
import { linkTo } from "./links.ts";
import { html, type Markup } from "./markup.ts";

export interface ShownError {
  readonly status: number;
  /** One sentence a person can act on. */
  readonly detail: string;
  /** The call id, to find the call in the log. */
  readonly instance: string;
  readonly errors?: readonly { readonly detail: string }[];
}

/** Renders errors for the app of a function. Settings are read for each error, since they can change. */
export const errorPage = (settings: () => Settings) => (error: ShownError) => ({
  body: page(settings(), error),
  headers: pageHeaders(settings()),
});

function page(settings: Settings, { status, detail, instance, errors = [] }: ShownError): string {
  const title = TITLES[status] ?? (status < 500 ? "That did not work" : "Something went wrong");
  const further = errors.filter((fault) => !detail.includes(fault.detail));
  return layout({
    settings,
    title,
    private: true,
    body: html`<div class="wrap narrow">${crumbs(settings, `Error ${status}`)}<div class="title"><h1>${title}</h1></div>
<p class="lead">${detail}</p>
<div class="stack"><section class="panel prose"><h2>What you can do</h2>${further.length > 0 && html`<ul>${further.map((fault) => html`<li>${fault.detail}</li>`)}</ul>`}<p>${NEXT[status] ?? OTHERWISE}</p>
<ul>${ways(settings, status)}</ul></section>
<p class="hint">Call <code>${instance}</code>. A maintainer can find it in the log.</p></div></div>`,
  });
}

/** While the store is away, only the pages that read nothing from it. */
const ways = (settings: Settings, status: number): Markup[] => {
  const works = [linkTo(settings, "pods", "/status"), "What works right now"] as const;
  const all =
    status === 503
      ? ([works, [linkTo(settings, "pods", "/privacy"), "What is kept and shown, and how to leave"]] as const)
      : ([
          [linkTo(settings, "pods"), "All pods"],
          [linkTo(settings, "join-pod"), "Find a pod and join it"],
          [linkTo(settings, "weekly-digest"), "The weekly digest"],
          works,
        ] as const);
  return all.map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`);
};
