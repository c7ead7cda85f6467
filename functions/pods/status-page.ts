/** Whether everything works, for the people who run it. No personal data. */

import { momentInWords } from "#shared/core/digest/dates.ts";
import { SETTINGS_SECRET } from "#shared/core/in-force.ts";
import type { Condition } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { count, html, type Markup, number } from "#shared/web/markup.ts";
import { moment } from "#shared/web/parts.ts";
import type { DigestPlace } from "./last-digest.ts";
import type { UnsentInWords } from "./unsent-words.ts";

export interface FunctionStatus {
  readonly name: string;
  readonly does: string;
  readonly on: boolean;
  /** Why it is off, or off in part. */
  readonly why?: string;
}

export interface Status {
  readonly redis: Omit<Condition, "lastDeliveryAt" | "revision" | "sender" | "outdated">;
  /** Where the settings come from: the secret, or the name of a file. */
  readonly settings: string;
  /** What the pods.yml in the image says otherwise while the secret wins over it. */
  readonly ineffective?: string;
  /** Sentences about settings and secrets that are older than those on disk. */
  readonly older?: readonly string[];
  readonly revision: number;
  /** ISO 8601. */
  readonly lastDeliveryAt: string | null;
  /** When all was read that deliveries do not say, ISO 8601. */
  readonly lastReadAt: string | null;
  readonly lastDigest: string | null;
  /** What became of it in each place. */
  readonly lastDigestPlaces: readonly DigestPlace[];
  /** When the next one is published, ISO 8601; in the past while one is due. */
  readonly nextDigestAt: string | null;
  /** The latest time that seats changed together; its page can undo it. */
  readonly lastRun: { readonly id: string /** ISO 8601. */; readonly startedAt: string } | null;
  /** Of the last eight days. `undoneAt`: when its undo began. */
  readonly lastImport: {
    readonly id: string;
    /** ISO 8601. */
    readonly startedAt: string;
    readonly added: number;
    readonly undoneAt: string | null;
  } | null;
  /** The progress of a plan in the making: "planning: improving, 40 % done". */
  readonly planning?: string;
  /** Threads of newcomers that have waited for days, and those among them that no advocate sees. */
  readonly unanswered: { readonly newcomers: number; readonly withoutAdvocate: number };
  /** Errands by state. */
  readonly backlog: Readonly<Record<string, number>>;
  /** What is not sent, the oldest first. */
  readonly unsent: readonly UnsentInWords[];
  /** Errands that were not looked at, because there are too many. */
  readonly beyond: number;
  readonly functions: readonly FunctionStatus[];
  /** Sentences about what somebody switched on and cannot work. */
  readonly faults: readonly string[];
  /** Sentences about what is switched off, and why. */
  readonly off: readonly string[];
}

const DURABILITY = {
  L0: "none: a crash loses the state",
  L1: "written once a second: a crash may lose the last second",
  L2: "written before every answer",
  unknown: "the server does not say",
} as const;

export function statusPage({ settings, status }: { settings: Settings; status: Status }): string {
  const { redis, functions, unsent, beyond, faults, off, older = [], lastDigest, lastDigestPlaces: places } = status;
  const nothing = html`<span class="dim">none yet</span>`;
  return layout({
    settings,
    title: "Status",
    address: linkTo(settings, "pods", "/status"),
    description: `What works in the pods of ${settings.community} right now, and what is switched off.`,
    json: linkTo(settings, "pods", "/status.json"),
    body: html`<div class="wrap narrow">${head(settings, isWell(status))}
<div class="stack">
${!redis.initialised && html`<section class="panel warn"><h2>Not initialised</h2><p>This Redis holds no community. For a new one, a maintainer sends <code>{"do":"initialise"}</code>. If there was one before, its state is lost: restore it first.</p></section>`}
${redis.initialised && redis.refusal !== undefined && html`<section class="panel warn"><h2>Commands are refused</h2><p>${redis.refusal}</p></section>`}
${olderPanel(older)}
${redis.warnings.length + faults.length > 0 && html`<section class="panel warn"><h2>To fix</h2>${sentences([...redis.warnings, ...faults])}</section>`}
<section class="panel"><h2>State</h2><dl>
<dt>Server</dt><dd>${redis.server}</dd>
<dt>Durability</dt><dd>${redis.durability}, ${DURABILITY[redis.durability]}</dd>
<dt>Settings</dt><dd>${source(status)}</dd>
<dt>Revision</dt><dd>${number(status.revision)}</dd>
<dt>Last delivery from GitHub</dt><dd>${status.lastDeliveryAt === null ? nothing : timeOf(status.lastDeliveryAt)}</dd>
${status.planning !== undefined && html`<dt>Rebalance</dt><dd>${status.planning}</dd>`}
<dt>Newcomers without an answer</dt><dd>${unansweredInWords(status)}</dd>
<dt>GitHub last read</dt><dd>${status.lastReadAt === null ? nothing : timeOf(status.lastReadAt)}</dd>
<dt>Last digest</dt><dd>${status.lastDigest === null ? nothing : html`<a href="${linkTo(settings, "weekly-digest", `/${status.lastDigest}`)}">${status.lastDigest}</a>`}</dd>
${status.nextDigestAt !== null && html`<dt>Next digest</dt><dd>${momentInWords(Date.parse(status.nextDigestAt), settings.digest.timezone)}</dd>`}
<dt>Last change of seats</dt><dd>${status.lastRun === null ? nothing : html`<a href="${linkTo(settings, "rebalance", `/runs/${status.lastRun.id}`)}">${timeOf(status.lastRun.startedAt)}</a>`} · <a href="${linkTo(settings, "rebalance", "/runs")}">all runs</a> · <a href="${linkTo(settings, "rebalance")}">latest plan</a></dd>
${status.lastImport && html`<dt>Last import</dt><dd>${importInWords(status.lastImport)}</dd>`}</dl></section>
${places.length > 0 && html`<section class="panel"><h2>Where the digest of ${lastDigest} is</h2><ul class="rows">${places.map(placeRow)}</ul></section>`}
<section class="panel"><h2>To be sent</h2>${unsent.length === 0 ? html`<p class="dim">Nothing waits.</p>` : html`<ul class="rows">${unsent.map(unsentRow)}</ul>`}${beyond > 0 && html`<p class="hint">${number(beyond)} more ${beyond === 1 ? "was" : "were"} not looked at.</p>`}</section>
<section class="panel"><h2>Functions</h2><ul class="rows">${functions.map(
      ({ name, does, on, why }) =>
        html`<li><span class="text"><b>${name}</b><small>${does}${why !== undefined && ` ${why}`}</small></span><span class="tag ${on ? "good" : ""}">${on ? "on" : "off"}</span></li>`,
    )}</ul></section>
${offPanel(off)}
</div></div>`,
  });
}

const head = (settings: Settings, isWell: boolean): Markup =>
  html`${crumbs(settings, "Status")}<div class="title"><h1>Status</h1><span class="tag ${isWell ? "good" : "open"}">${isWell ? "All is well" : "Needs attention"}</span></div>`;

/** An instant in ISO 8601. */
const timeOf = (at: string): Markup => moment(Date.parse(at));

/** What can be said without Redis. */
export type StatusAlone = Pick<Status, "settings" | "ineffective" | "older" | "off">;

/** The page while Redis is away, and `why`. */
export const awayPage = ({ settings, alone, why }: { settings: Settings; alone: StatusAlone; why: string }): string =>
  layout({
    settings,
    title: "Status",
    private: true,
    json: linkTo(settings, "pods", "/status.json"),
    body: html`<div class="wrap narrow">${head(settings, false)}
<div class="stack"><section class="panel warn"><h2>Redis is away</h2><p>${why}</p></section>
${olderPanel(alone.older)}
<section class="panel"><h2>State</h2><dl><dt>Settings</dt><dd>${source(alone)}</dd></dl><p class="hint">Everything else is in Redis.</p></section>
${offPanel(alone.off)}</div></div>`,
  });

const source = ({ settings, ineffective }: StatusAlone): Markup | string =>
  settings === SETTINGS_SECRET
    ? html`the secret pods-settings, which wins over the pods.yml in the image${ineffective !== undefined && html`. <b>The image’s pods.yml ${ineffective}</b>; it has no effect until the secret holds <code>-</code>`}`
    : "the pods.yml in the image; the secret pods-settings would win over it";

const sentences = (all: readonly string[]): Markup =>
  html`<ul class="prose">${all.map((sentence) => html`<li>${sentence}</li>`)}</ul>`;

const olderPanel = (older: readonly string[] = []): Markup | false =>
  older.length > 0 && html`<section class="panel warn"><h2>Older than on disk</h2>${sentences(older)}</section>`;

const offPanel = (off: readonly string[]): Markup =>
  html`<section class="panel"><h2>Switched off</h2>${off.length === 0 ? html`<p class="dim">Nothing.</p>` : sentences(off)}</section>`;

/** No names: advocates see theirs on their page. */
function unansweredInWords({ unanswered: { newcomers, withoutAdvocate } }: Status): string {
  if (newcomers === 0) return "nobody for more than three days";
  const nobodys = withoutAdvocate === 0 ? "" : `, ${number(withoutAdvocate)} of them where no pod has an advocate`;
  return `${count(newcomers, "issue or pull request", "issues and pull requests")} for more than three days${nobodys}`;
}

const importInWords = ({ id, startedAt, added, undoneAt }: NonNullable<Status["lastImport"]>) =>
  html`<code>${id}</code>, ${timeOf(startedAt)}: ${count(added, "person", "people")} added${undoneAt !== null && html`; taken back ${timeOf(undoneAt)}`}`;

const unsentRow = ({ what, since, why, todo, old }: UnsentInWords) =>
  html`<li><span class="text"><b>${what}</b><small>The oldest ${since === null ? "is of an earlier release" : html`since ${timeOf(since)}`}. ${why} ${todo}</small></span>${old && html`<span class="tag open">look here</span>`}</li>`;

const TAGS = {
  sent: "sent",
  "nothing-to-say": "quiet week",
  waiting: "waits",
  unknown: "perhaps sent",
  dead: "given up",
} as const satisfies Record<DigestPlace["state"], string>;

const placeRow = ({ place, state, at, why, todo }: DigestPlace) => {
  const when = at !== null && timeOf(at);
  const words = why === undefined ? (state === "sent" ? when : "There was nothing to say.") : `${why} ${todo}`;
  return html`<li><span class="text"><b>${place}</b><small>${words}</small></span><span class="tag ${state === "sent" ? "good" : why !== undefined && "open"}">${TAGS[state]}</span></li>`;
};

/** What the settings switch off is fine. What somebody switched on and cannot work, and what waits for long, is not. */
function isWell({ redis, unsent, functions, faults, older = [] }: Status): boolean {
  const sends = functions.some(({ name, on }) => name === "deliver" && on);
  if (!redis.usable || redis.refusal !== undefined || older.length > 0 || faults.length > 0) return false;
  return redis.warnings.length === 0 && sends && !unsent.some(({ old }) => old);
}
