/** The latest runs, newest first, each with the way to its page, where it can be undone. */
import type { Run } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { moment } from "#shared/web/parts.ts";
import { addressOf } from "./links.ts";
import { RUN_TITLES, runTag } from "./run-page.ts";

interface RunsPage {
  readonly settings: Settings;
  readonly runs: readonly Omit<Run, "changes" | "groups">[];
}

export function runsPage({ settings, runs }: RunsPage): string {
  const row = (run: RunsPage["runs"][number]): Markup =>
    html`<li><span class="text"><a href="${addressOf(settings, { kind: "run", id: run.id })}">${RUN_TITLES[run.kind]}</a><small>${moment(run.startedAt)}</small></span><span class="end">${runTag(run)}</span></li>`;
  return layout({
    settings,
    title: "Runs",
    private: true,
    json: linkTo(settings, "rebalance", "/runs.json"),
    body: html`<div class="wrap narrow"><p class="crumbs"><a href="${linkTo(settings, "pods", "/status")}">Status</a> / Runs</p><div class="title"><h1>Runs</h1></div>
<p class="lead">Every time seats changed together: a seating of people who wait, a plan that was applied, or one that was undone. Open a run to see it or to undo it.</p>
<div class="stack"><section class="panel">${runs.length > 0 ? html`<ul class="rows">${runs.map(row)}</ul>` : html`<p class="dim">There was none yet.</p>`}</section>
<p class="hint"><a href="${linkTo(settings, "rebalance")}">The latest plan</a></p></div></div>`,
  });
}
