/** The areas that people can choose, and where there is room. */
import { githubLink } from "#shared/core/github/site.ts";
import type { Settings } from "#shared/core/settings.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, query } from "#shared/web/links.ts";
import { count, html, number } from "#shared/web/markup.ts";

export interface AreaView {
  readonly id: string;
  readonly title: string;
  readonly repositories: readonly string[];
  readonly pods: number;
  readonly openSeats: number;
  /** People who named it. */
  readonly waiting: number;
  /** People who wait, did not name it, and whom any area suits: they count for every new pod. */
  readonly waitingAnywhere: number;
  /** People with a seat elsewhere who would rather have one here; absent where nobody counts them. */
  readonly seatedElsewhere?: number;
}

function waitingInWords({ waiting, waitingAnywhere: open }: AreaView): string {
  const named = waiting > 0 ? `, ${count(waiting, "person", "people")} waiting` : "";
  if (open === 0) return named;
  return waiting > 0
    ? `${named} and ${number(open)} more whom any area suits`
    : `, ${count(open, "person", "people")} waiting whom any area suits`;
}

const wishing = ({ seatedElsewhere = 0 }: AreaView): string =>
  seatedElsewhere > 0
    ? `, ${count(seatedElsewhere, "person", "people")} with a seat elsewhere who would rather have one here`
    : "";

export function areasPage({ settings, areas }: { settings: Settings; areas: readonly AreaView[] }): string {
  const card = (
    area: AreaView,
  ) => html`<li><article class="card"><header><h2><a href="${linkTo(settings, "pods", `/${query({ area: area.id })}`)}">${area.title}</a></h2>${area.openSeats > 0 ? html`<span class="tag open">${count(area.openSeats, "open seat")}</span>` : html`<span class="tag">No open seat</span>`}
<p>${count(area.pods, "pod")}${waitingInWords(area)}${wishing(area)}</p></header>
<p class="hint">${area.repositories.map((name, i) => html`${i > 0 && ", "}<a class="above" href="${githubLink(settings, name)}">${name}</a>`)}</p></article></li>`;
  return layout({
    settings,
    title: "Areas",
    address: linkTo(settings, "pods", "/areas"),
    description: `The parts of ${settings.community} that pods look after.`,
    current: "pods",
    json: linkTo(settings, "pods", "/areas.json"),
    body: html`<div class="wrap">${crumbs(settings, "Areas")}<div class="title"><h1>Areas</h1></div>
<p class="lead">The parts of ${settings.community} that pods look after. Choose the one that interests you most.</p><ul class="cards small">${areas.map(card)}</ul></div>`,
  });
}
