/** The answers to words that a command does not read: most name the part at fault, the usage of the command, and a hint. */
import { neutralise, quoteCode } from "../core/github/neutralise.ts";
import { AREAS_PER_MEMBER_MAX } from "../core/member.ts";
import { type AnswerModel, dayOfAnswer, podLink } from "../core/messages/github-parts.ts";
import { waitedFor } from "../core/messages/waited-for.ts";
import { podInCommand } from "../core/places.ts";
import type { Pod } from "../core/pod.ts";
import { lastName, numberOf } from "../core/pod-names.ts";
import { NOWHERE } from "../core/seating.ts";
import { areaTitle, type Settings } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { zoneFault, zoneIn } from "../core/timezone.ts";

/** How the command is written. */
interface Written {
  readonly usage: string;
  readonly hint?: ((settings: Pick<Settings, "areas">, part: string) => string) | undefined;
}

/** The outcomes of words that were not read. They have the same meaning in every command: none has one of its own by their name. */
export const UNREAD = {
  unusable: ({ detail: part = "" }, { settings }, { usage, hint }) => unusableText(part, usage, hint?.(settings, part)),
  "not-alone": (_answer, _model, { usage }) => notAloneText(usage),
  private: () => PRIVATE_TEXT,
  "lost-area": lostAreaText,
  "closed-pod": closedPodText,
} as const satisfies Readonly<Record<string, (answer: CommandAnswer, model: AnswerModel, written: Written) => string>>;

export type UnreadOutcome = keyof typeof UNREAD;

export const isUnread = (outcome: string): outcome is UnreadOutcome => Object.hasOwn(UNREAD, outcome);

export function unusableText(part: string, usage: string, hint: string | undefined): string {
  const written = `It is written ${quoteCode(usage, 100)}.`;
  // Each of the words is understood.
  if (hint === MOST_AREAS) return `${hint} ${written}`;
  const problem =
    part === ""
      ? "I do not understand that, or something is missing."
      : `I do not understand ${quoteCode(part)} there.`;
  const help = zoneHint(part) ?? hint;
  return [problem, written, ...(help ? [help] : [])].join(" ");
}

export const MOST_AREAS = `A person names at most ${AREAS_PER_MEMBER_MAX} areas.`;

const notAloneText = (usage: string): string =>
  `Nothing has changed: ${quoteCode(usage)} counts only when it stands alone on its line. If you mean it, write it like that.`;

const PRIVATE_TEXT =
  "Nothing has changed: whom you would like to sit with is nobody else's business, and a comment would show it to everybody and notify them. Tell a maintainer instead, who notes it where only the seating sees it.";

/** `detail` of the answer is the area, and `pods` are the best with an open seat. */
function lostAreaText(answer: CommandAnswer, model: AnswerModel): string {
  const { settings } = model;
  const { detail = "" } = answer;
  const seats = openIn(answer, model)
    .map((pod) => podAndArea(pod, settings))
    .join(", ");
  return `On ${dayOfAnswer(answer, model)} the settings no longer named the area ${neutralise(detail)}, so nothing has changed. ${areasHint(settings)} \`/pod join\` and the name of one asks for a seat.${seats && ` On that day ${seats} had open seats.`}`;
}

/** `detail` of the answer is the slug of the pod, `pods` are the best with an open seat, and `wishes` the areas they wait for. */
function closedPodText(answer: CommandAnswer, model: AnswerModel): string {
  const { settings, lastNames } = model;
  const { command, detail = "", wishes = [] } = answer;
  const lists = wishes.filter((list) => list !== NOWHERE);
  const asks = command === "accept" || command === "join";
  const seats = openIn(answer, model)
    .map((pod) => {
      const words = asks ? `: ${quoteCode(`/pod ${command} ${podInCommand(pod, settings)}`)}` : "";
      return `${podAndArea(pod, settings)}${words}`;
    })
    .join("; ");
  const place = lists.length > 0 ? `you kept your place on the list for ${waitedFor(lists.join(","), settings)}` : "";
  // People who wait keep their place if they ask for nothing else.
  const ask = place ? "" : ` \`/pod join\` and the name of an area asks for one. ${areasHint(settings)}`;
  const open = seats ? `On that day these had open seats: ${seats}.` : `No pod had an open seat on that day.${ask}`;
  return `On ${dayOfAnswer(answer, model)} nobody was in the pod ${neutralise(lastName(numberOf(detail) ?? 1, lastNames))} any more: its people had left, or it was closed. Nothing has changed${place && `: ${place}`}. ${open}`;
}

type PodSaid = Pick<Pod, "slug" | "name" | "area">;

/** The pods with an open seat that the answer names. */
const openIn = ({ pods = [] }: CommandAnswer, model: AnswerModel): PodSaid[] =>
  pods.flatMap((number) => model.pods.get(number) ?? []);

const podAndArea = (pod: PodSaid, settings: Settings): string =>
  `${podLink(pod, settings)} (${neutralise(areaTitle(settings, pod.area))})`;

/** What a time zone in the words could mean: `tz=BST`, or the third word of a meeting. */
function zoneHint(part: string): string | undefined {
  const [, said, met] = /^tz=(\S+)$|^\S+ \d{1,2}:\d{2} (\S+)/.exec(part) ?? [];
  const zone = said ?? met;
  return zone === undefined || zoneIn(zone) !== undefined ? undefined : `${quoteCode(zone)} ${zoneFault(zone)}.`;
}

/** For commands that take areas. */
export const areasHint = ({ areas }: Pick<Settings, "areas">): string =>
  `The areas are ${Object.keys(areas)
    .map((area) => quoteCode(area))
    .join(", ")}.`;
