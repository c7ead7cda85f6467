import * as z from "zod";
import { dayInWords } from "../core/digest/dates.ts";
import { droppedMoves } from "../core/dropped-moves.ts";
import { unreachable } from "../core/errors.ts";
import { type AnswerModel, dayOfAnswer, pageOf, podNamed } from "../core/messages/github-parts.ts";
import { slugOf } from "../core/pod-names.ts";
import { spokenAt, timeOf } from "../core/spoken.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { dayOf, weekBounds, weekOf } from "../core/week.ts";
import { aboutPerson } from "./bodies.ts";
import { inState, personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { isAdvocate } from "./welcome.ts";
import { alone, withoutEnd } from "./words.ts";

export const stay = personCommand({
  word: "stay",
  usage: "[no]",
  does: "stay where you are when a plan would move you; `no` takes that back",
  bodyDoes: 'stay where you are when a plan would move you; `"stay":false` takes that back',
  endsPart: false,
  suits: inState("seated"),
  body: () => aboutPerson("stay").extend({ stay: z.boolean().default(true) }),
  example: { login: "ada" },
  words: (said) => (withoutEnd(said.parts.join(" ")).toLowerCase() === "no" ? { stay: false } : alone(said)),
  run: async ({ stay: wish }, { store, settings, subject, operation }) => {
    const member = await store.find(subject);
    if (!member) return { outcome: "not-known" };
    const { pseudonym: person } = member;
    const { timezone } = settings.digest;
    if (!wish) return { outcome: TAKEN_BACK[(await store.stayNoMore(person, operation())).outcome], person };
    const before = weekEndOf(spokenAt(operation()), timezone);
    const day = dayOf(before, timezone);
    const step = await store.stepAskedAbout(person);
    const stopped = { what: "move-stopped", at: operation().at, isMade: () => false } as const;
    // Others were asked about the same step, which is not made without them.
    const errands = step ? droppedMoves({ ...step, staying: [...step.staying, person] }, stopped) : [];
    const stayed = await store.stay(person, before, { ...operation(), errands });
    switch (stayed.outcome) {
      case "staying":
        return { outcome: "staying", person, detail: day, more: { before: day } };
      case "back":
      case "moved":
      case "late":
      case "closed": {
        const { outcome, from, to: pod, at } = stayed;
        const hasRole = outcome === "back" && (await store.pod(from))?.advocate === person;
        const about = hasRole ? [person] : [];
        return { outcome, person, about, from, pod, detail: dayOf(at, timezone), more: { before: day } };
      }
      case "no-seat":
        return { outcome: "nothing-to-stay", person };
      case "overtaken":
        return { outcome: "overtaken", person };
      default:
        return unreachable(stayed);
    }
  },
  outcomes: {
    staying: {
      status: 200,
      saysPlace: true,
      say: ({ detail = "" }) =>
        `${noPlanBefore(detail)} moves you. A daily seating still may, to form or mend a pod, and so may a maintainer who takes a run back. \`/pod stay no\` takes your wish back.`,
    },
    back: {
      status: 200,
      saysPlace: true,
      say: (answer, model) =>
        `${movedText(answer, model)} On ${dayOfAnswer(answer, model)} you got your seat in ${podLeft(answer, model)} back${isAdvocate(answer) ? ", and you were its Pod Advocate" : ""}.`,
    },
    moved: {
      status: 200,
      saysPlace: true,
      say: (answer, model) =>
        `${movedText(answer, model)} On ${dayOfAnswer(answer, model)} you could not get your old seat back. To go back later, ${askingForOld(answer)} ${UNDO}`,
    },
    late: {
      status: 200,
      saysPlace: true,
      say: (answer, model) =>
        `${movedText(answer, model)} To go back, ${askingForOld(answer)} ${UNDO}${stayingThere(answer, model)}`,
    },
    closed: {
      status: 200,
      saysPlace: true,
      say: (answer, model) =>
        `${movedText(answer, model)} By then ${podLeft(answer, model)} had closed. To go elsewhere, ${askingFor(answer)} \`/pod join\` and an area, or ${openPods(model)}. ${UNDO}`,
    },
    "nothing-to-stay": {
      status: 200,
      saysPlace: true,
      say: dated((day) => `You held no seat on ${day} that you could stay in.`),
    },
    free: {
      status: 200,
      saysPlace: true,
      say: dated((day) => `On ${day} you took back that you would rather stay: plans may move you again.`),
    },
    "was-free": {
      status: 200,
      saysPlace: true,
      say: dated((day) => `There was nothing to take back on ${day}: plans may move you.`),
    },
  },
});

const TAKEN_BACK = { free: "free", none: "was-free", overtaken: "overtaken" } as const;

const podLeft = (answer: CommandAnswer, model: AnswerModel): string => podNamed({ pod: answer.from }, model);

/** `detail` of the answer is the day of the move; without a `pod` it led to the waiting list. */
function movedText(answer: CommandAnswer, model: AnswerModel): string {
  const to = answer.pod === undefined ? "the waiting list" : podNamed(answer, model);
  return `On ${dayInWords(answer.detail ?? "")} a plan moved you from ${podLeft(answer, model)} to ${to}, before your word arrived here.`;
}

const askingFor = ({ pod }: CommandAnswer): string =>
  pod === undefined ? "ask with" : "give up your seat with `/pod leave` and then ask with";

const askingForOld = (answer: CommandAnswer): string =>
  `${askingFor(answer)} \`/pod join ${slugOf(answer.from ?? 1)}\`, while that pod has room.`;

const noPlanBefore = (day: string): string => `No plan that is made before ${dayInWords(day)}`;

function stayingThere({ pod, said }: CommandAnswer, { settings }: AnswerModel): string {
  const { timezone } = settings.digest;
  return pod === undefined
    ? ""
    : ` ${noPlanBefore(dayOf(weekEndOf(timeOf(said), timezone), timezone))} moves you again.`;
}

function openPods({ settings }: AnswerModel): string {
  const page = pageOf("", settings);
  return page ? `[a pod with open seats](${page})` : "a pod with open seats";
}

const UNDO = "Or ask a maintainer to take the whole plan back.";

/** A plan is made each week, so a wish counts for the plans of the week in which it was said, and for older ones. */
const weekEndOf = (spoken: number, timezone: string): number => weekBounds(weekOf(spoken, timezone), timezone).to;
