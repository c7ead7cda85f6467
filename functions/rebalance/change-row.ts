/** One change of a plan or a run: the person or pod, from where to where, and why. */
import { capital } from "#shared/core/capital.ts";
import { unreachable } from "#shared/core/errors.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import type { Change } from "#shared/core/plan/plan.ts";
import type { PodId } from "#shared/core/scoring/community.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { PersonView } from "#shared/core/views.ts";
import { podLink } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { face, nameOf } from "#shared/web/parts.ts";
import { type Naming, reasonsInWords } from "./views.ts";

interface Choice {
  /** Whether the row offers to leave it out. */
  readonly choose: boolean;
  /** People who asked to stay. */
  readonly asked: ReadonlySet<string>;
  /** People whose box is ticked beside them. */
  readonly ticked: ReadonlySet<string>;
}

export function changeRow(
  settings: Settings,
  change: Change,
  naming: Naming,
  { choose, asked, ticked }: Choice,
): Markup {
  // `savingOf` says it once for all rows.
  const own = change.reasons.filter(({ because }) => because !== "group-saves");
  const reasons = reasonsInWords({ ...change, reasons: own }, naming).map(
    (reason) => html`<li class="tag">${reason}</li>`,
  );
  const why = html`<ul class="tags">${"member" in change && asked.has(change.member) && html`<li class="tag open">asked to stay</li>`}${reasons}</ul>`;
  if (!("member" in change)) {
    return html`<li class="wraps"><div class="text"><b>${subject(change, naming)}</b>${why}</div></li>`;
  }
  const who = { login: naming.login(change.member) };
  return html`<li class="wraps">${face(who, { size: "m" })}<div class="text"><b>${nameOf(who)}</b>${why}</div><span class="end"><span class="route">${route(change, (id) => podName(settings, id, naming))}</span>${choose && leaveOut(who, asked.has(change.member) || ticked.has(change.member))}</span></li>`;
}

/** What a step saves in sum, which each of its rows has that costs somebody something: "this step saves 52 points in all". */
export function savingOf(rows: readonly Change[], naming: Naming): Markup | false {
  const saving = rows.flatMap(({ reasons }) => reasons).find(({ because }) => because === "group-saves");
  return saving !== undefined && html`<p class="hint">${capital(reasonInWords(saving, naming))}.</p>`;
}

/** A former member cannot be named in a command, and their seat is empty already. */
const leaveOut = ({ login }: PersonView, checked: boolean): Markup | false =>
  login !== null &&
  html`<br><label class="check"><input type="checkbox" name="except" value="${login}" form="apply"${checked && html` checked`}>Leave out<span class="unseen"> ${login}</span></label>`;

function subject(change: Exclude<Change, { member: string }>, naming: Naming): string {
  switch (change.kind) {
    case "form":
      return `A new pod for ${naming.area(change.area)}`;
    case "close":
      return naming.pod(change.pod);
    default:
      return unreachable(change);
  }
}

function route(change: Extract<Change, { member: string }>, pod: (id: PodId) => Markup): Markup {
  switch (change.kind) {
    case "seat":
      return html`waiting → ${pod(change.to)}`;
    case "move":
      return html`${pod(change.from)} → ${pod(change.to)}`;
    case "wait":
      return html`${change.from === null ? "nowhere" : pod(change.from)} → waiting`;
    case "advocate":
      return html`advocate of ${pod(change.pod)}`;
    default:
      return unreachable(change);
  }
}

/** A pod that the plan is to form has no page yet, and no number either. */
const podName = (settings: Settings, id: PodId, naming: Naming): Markup =>
  naming.slug(id) === id
    ? html`<bdi>${naming.pod(id)}</bdi>`
    : html`<a href="${podLink(settings, naming.slug(id))}"><bdi>${naming.pod(id)}</bdi></a>`;
