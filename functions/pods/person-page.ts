/** The public facts about one person. */
import { unreachable } from "#shared/core/errors.ts";
import { githubLink, hostOf } from "#shared/core/github/site.ts";
import type { MemberState } from "#shared/core/member.ts";
import type { ShortPod } from "#shared/core/messages/pods.ts";
import { type NamedPod, podInCommand } from "#shared/core/places.ts";
import { ANYWHERE, NOWHERE } from "#shared/core/seating.ts";
import { areaNow, areaTitle, type Settings } from "#shared/core/settings.ts";
import { cityOf } from "#shared/core/timezone.ts";
import type { PersonView, PodView } from "#shared/core/views.ts";
import type { WishedArea } from "#shared/core/wished-areas.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo, personLink, podLink } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { areaName, face, month } from "#shared/web/parts.ts";

/** Whether people in a state are shown; the others are shown nowhere. */
const IS_PUBLIC = {
  known: false,
  invited: false,
  waiting: true,
  seated: true,
  paused: false,
  independent: true,
  alumni: true,
} as const satisfies Record<MemberState, boolean>;
type PublicState = { [S in MemberState]: (typeof IS_PUBLIC)[S] extends true ? S : never }[MemberState];

export const isPublic = (state: MemberState): state is PublicState => IS_PUBLIC[state];

export interface PublicPerson extends PersonView {
  readonly login: string;
  readonly state: PublicState;
  readonly pod: PodView | null;
  readonly advocate: boolean;
  readonly timezone?: string | undefined;
  readonly joinedAt?: number | undefined;
  readonly anywhere?: boolean | undefined;
}

/** Of somebody who waits. */
export interface PlaceOnList {
  /** Its id, or `*` for any pod. */
  readonly area: string;
  readonly position: number;
  readonly of: number;
  /** How many more people must ask for it until a new pod forms. */
  readonly missing: number;
  /** Why they wait, and for what. */
  readonly detail: string;
}

interface PersonPage {
  readonly settings: Settings;
  readonly person: PublicPerson;
  /** Where they stand on the lists of the areas that they wait for. */
  readonly places: readonly PlaceOnList[];
  /** Of somebody whom any area suits: what may seat them elsewhere before that. */
  readonly elsewhere?: string | undefined;
  /** What becomes of their pod, if it has fewer than five people. */
  readonly short: Pick<ShortPod, "detail"> | undefined;
  /** What is missing in the areas that somebody with a seat wants instead of that of their pod. */
  readonly wished: readonly Pick<WishedArea, "detail">[];
  /** The pod elsewhere that has a seat for them while they wait. */
  readonly offer?: (NamedPod & Pick<PodView, "area">) | undefined;
  /** Sentences about the latest decision on their seat or role. */
  readonly decided: readonly string[];
  /** That they asked to stay where they are, while it holds. */
  readonly stay?: { readonly detail: string } | undefined;
  /** Where they order their swag, once their first pull request was merged: in its thread the bot says nothing to people with a seat. */
  readonly swag?: string | undefined;
}

export function personPage({
  settings,
  person,
  short,
  places,
  elsewhere,
  wished,
  offer,
  decided,
  stay,
  swag,
}: PersonPage): string {
  const { login, timezone, joinedAt } = person;
  return layout({
    settings,
    title: login,
    address: personLink(settings, login),
    description: `${login} and the pods of ${settings.community}.`,
    json: personLink(settings, `${login}.json`),
    body: html`<div class="wrap narrow">${crumbs(settings, "People")}
<div class="title">${face(person, { size: "l" })}<h1>${login}</h1>${person.advocate && html`<span class="tag sea">Pod Advocate</span>`}</div>
<p class="lead">${standing(settings, person)}</p>
${short && html`<p>${short.detail}</p>`}
${places.map((place) => html`<p>${placeInWords(place, settings)}</p>`)}
${elsewhere && html`<p>${elsewhere}</p>`}
${wished.map(({ detail }) => html`<p>${detail}</p>`)}
${offer && html`<p>Meanwhile <a href="${podLink(settings, offer.slug)}"><bdi>${offer.name}</bdi></a> (${areaName(settings, offer)}) has an open seat. <code>/pod accept ${podInCommand(offer, settings)}</code> takes it${places.some(({ area }) => areaNow(settings, area) !== undefined) && ", and keeps what they asked for"}.</p>`}
${decided.map((sentence) => html`<p>${sentence}</p>`)}
${stay && html`<p>${stay.detail}</p>`}
<div class="stack"><section class="panel"><dl>${timezone !== undefined && html`<dt>City</dt><dd>${cityOf(timezone)}</dd>`}${joinedAt !== undefined && html`<dt>Member since</dt><dd>${month(joinedAt)}</dd>`}<dt>Work</dt><dd><a href="${githubLink(settings, login)}">${hostOf(settings)}/${login}</a></dd></dl></section>
<p class="hint">Is this you? ${swag && html`Your first pull request was merged: <a href="${swag}">order your swag</a>. `}${person.anywhere && isActive(person) && html`You count as open to any area; <code>/pod join anywhere=no</code> takes that back. `}${asksZone(person) && html`Comment <code>/pod join tz=Europe/Berlin</code> with your time zone, so that others know when you are around. `}<a href="${linkTo(settings, "pods", "/privacy")}">Here is how to change, pause or erase it.</a></p></div></div>`,
  });
}

/** Of others the command would change more than the zone. */
const asksZone = (person: PublicPerson): boolean => person.timezone === undefined && isActive(person);

const isActive = ({ state }: PublicPerson): boolean => state === "seated" || state === "waiting";

function standing(settings: Settings, { state, pod }: PublicPerson) {
  switch (state) {
    case "seated":
      return pod ? seatedIn(settings, pod) : html`Is in a pod.`;
    case "waiting":
      return html`Is waiting for a seat.`;
    case "independent":
      return html`Works independently, thanked and credited like everybody else.`;
    case "alumni":
      return html`Was in a pod before. Thank you!`;
    default:
      return unreachable(state);
  }
}

function seatedIn(settings: Settings, pod: PodView): Markup {
  const [link, area] = [
    html`<a href="${podLink(settings, pod.slug)}"><bdi>${pod.name}</bdi></a>`,
    areaName(settings, pod),
  ];
  return pod.areaGone
    ? html`Is in ${link}, which looked after ${area}. That is no longer an area here: <code>/pod join</code> and the name of another area asks for a seat there.`
    : html`Is in ${link}, which looks after ${area}.`;
}

function placeInWords({ area, position, of, detail }: PlaceOnList, settings: Settings): string {
  if (area === NOWHERE || (area !== ANYWHERE && areaNow(settings, area) === undefined)) return detail;
  return `Number ${position} of ${of} on the list for ${area === ANYWHERE ? "any pod" : areaTitle(settings, area)}. ${detail}`;
}
