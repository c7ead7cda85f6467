/** The answer in the thread to a person who asked for a seat: a welcome, or that they are on the list. */
import { capital } from "../core/capital.ts";
import { neutralise } from "../core/github/neutralise.ts";
import {
  type AnswerModel,
  acceptInCode,
  dayOfAnswer,
  loginOf,
  pageOf,
  podNamed,
  withArticle,
} from "../core/messages/github-parts.ts";
import { NAME_ANOTHER, nobodySeatedFor } from "../core/messages/join.ts";
import { waitedFor } from "../core/messages/waited-for.ts";
import { countedAsOpen, NOT_OPEN } from "../core/notice-words.ts";
import { ORDINALS } from "../core/number-words.ts";
import { lastName, slugOf } from "../core/pod-names.ts";
import { ANYWHERE, isNoArea, NOWHERE } from "../core/seating.ts";
import { areaNow, areaTitle, hasChannel } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { NOTED_IN_WORDS } from "./consent-words.ts";
import { roleText } from "./role.ts";

/** `about` of the answer is the person if they were the pod's advocate. */
export const isAdvocate = ({ about = [], person }: CommandAnswer): boolean => person !== null && about.includes(person);

const ELSEWHERE = "0";
/** Somebody else had said that they volunteer. */
export const LISTED = "listed";

/**
 * `detail` of the answer is which of their choices the pod's area was: 1 for the first, 0 for none, and `listed` if that is
 * so; `from` as below.
 */
export function welcomeText(answer: CommandAnswer, model: AnswerModel): string {
  const { settings, pods, people } = model;
  const { links } = settings;
  const pod = pods.get(answer.pod ?? 0);
  const page = pod && pageOf(pod.slug, settings);
  const rows = [
    page && ["Meet your pod", `[who is in it, its Pod Advocate and when it meets](${page})`],
    page && ["Keep the time free", `[its meetings for your calendar](${page}/calendar.ics)`],
    links.slackInvite && ["Talk", `[in our Slack](${links.slackInvite})`],
    hasChannel(settings) &&
      !people.get(answer.person ?? "")?.introduce && [
        "Be introduced",
        "one line where we post our news, only if you ask: `/pod join introduce`",
      ],
    links.contributing && ["Start with", `[how to contribute](${links.contributing})`],
  ].filter((row) => Array.isArray(row));
  const table =
    rows.length > 0 ? ["", "| | |", "|---|---|", ...rows.map(([what, text]) => `| **${what}** | ${text} |`)] : [];
  const [rank, listed] = (answer.detail ?? "").split(" ");
  const choice = ORDINALS[Number(rank) - 1];
  const volunteering = listed === LISTED ? "were listed as a volunteer" : "volunteered";
  const area = pod && neutralise(areaTitle(settings, pod.area));
  const why = choice && area ? ` ${area} was your ${choice} choice.` : "";
  const mayMove = wishesInWords(answer, model);
  const missed = missedSeat(answer, model);
  const elsewhere =
    rank === ELSEWHERE
      ? " You keep the areas that you named: a plan may move you to one of them when a seat is open there."
      : "";
  return [
    `Welcome to ${withArticle(podNamed(answer, model))} pod! You took your seat on ${dayOfAnswer(answer, model)}.${isAdvocate(answer) ? ` You ${volunteering}, so you became its Pod Advocate, too.` : ""}${missed && ` ${missed}`}${countedSentence(answer, model, rank === ELSEWHERE)}${elsewhere}${notedSentence(answer)}${roleNoted(answer, model)}`,
    ...table,
    "",
    `<sub>If it does not suit you: ${isAdvocate(answer) ? "`/pod step-down`, " : ""}\`/pod pause 4w\`, \`/pod leave\`, \`/pod forget me\`.${why}${mayMove && ` ${mayMove}`}</sub>`,
  ].join("\n");
}

/**
 * `detail` of the answer is which of their choices the pod's area is. `pods` is another pod that they named, and that had an
 * open seat; `from` one that had none.
 */
export const alreadySeatedText = (answer: CommandAnswer, model: AnswerModel): string =>
  [
    keptSeat(answer, model) + roleNoted(answer, model),
    missedSeat(answer, model),
    openSeat(answer.pods?.[0], model, "`/pod leave` and then "),
    wishesInWords(answer, model),
  ]
    .filter(Boolean)
    .join(" ");

function keptSeat(answer: CommandAnswer, model: AnswerModel): string {
  const { noted } = answer;
  const role = isAdvocate(answer) ? ", and you were its Pod Advocate" : "";
  const had = `You already had your seat in ${podNamed(answer, model)} on ${dayOfAnswer(answer, model)}${role}.`;
  if (noted === undefined) return had;
  const said = `${had} You kept it, and I noted ${NOTED_IN_WORDS[noted]}.`;
  return noted === "own-areas" && answer.detail === ELSEWHERE ? `${said} ${UNTIL_THEIRS}` : said;
}

/** How many people are missing there changes, so their page says it. */
function wishesInWords({ wishes = [], person }: CommandAnswer, model: AnswerModel): string {
  if (wishes.length === 0) return "";
  const login = loginOf(person, model.people);
  const page = login && pageOf(`people/${login}`, model.settings);
  const areas = wishes.map((id) => neutralise(areaTitle(model.settings, id))).join(" or ");
  return `Only a plan can move you to ${areas}, and ${page ? `[your page](${page})` : "your page"} says what is missing for it.`;
}

/** To somebody who sits in an area that they did not name, and agree to none any more. */
const UNTIL_THEIRS =
  "The seat is in an area that you did not name: you have it until a plan finds you one in an area of yours, and `/pod leave` gives it up.";

/**
 * `detail` of the answer is the areas they wait for, between commas, `pod` what they are offered, `from` what they asked for
 * in vain.
 */
export const waitingText = (answer: CommandAnswer, model: AnswerModel): string =>
  `You went on the list for ${onListFor(answer, model)} on ${dayOfAnswer(answer, model)}.${notedSentence(answer)}${countedSentence(answer, model)}${roleNoted(ofNoPod(answer), model)} ${whileTheyWait(answer, model)}`;

export const alreadyWaitingText = (answer: CommandAnswer, model: AnswerModel): string =>
  `${waitedAlready(answer, model)}${countedSentence(answer, model)}${roleNoted(ofNoPod(answer), model)} ${whileTheyWait(answer, model)}`;

function waitedAlready(answer: CommandAnswer, model: AnswerModel): string {
  const { noted, detail } = answer;
  const day = dayOfAnswer(answer, model);
  const onList = `on the list for ${onListFor(answer, model)}`;
  const waited = noted
    ? `On ${day} I noted ${NOTED_IN_WORDS[noted]}. You were ${onList}.`
    : `You were already ${onList} on ${day}.`;
  return detail === NOWHERE ? `${waited} ${NO_AREA}` : waited;
}

const notedSentence = ({ noted }: CommandAnswer): string => (noted ? ` I noted ${NOTED_IN_WORDS[noted]}.` : "");

/** That somebody else said, or a file assumed, that any area suits them: by that they get such a seat, or may get one. */
function countedSentence({ counted }: CommandAnswer, { settings }: AnswerModel, isUnnamed = false): string {
  if (counted === undefined) return "";
  const isOpen = countedAsOpen("you", counted, neutralise(settings.community));
  return ` ${isUnnamed ? `You did not name this area, but ${isOpen}` : capital(isOpen)}: ${NOT_OPEN}`;
}

/** To somebody who said that they volunteer, and got no role by it. */
const roleNoted = (answer: CommandAnswer, model: AnswerModel): string =>
  answer.volunteers && !isAdvocate(answer) ? ` That you volunteer is noted. ${roleText(answer, model)}` : "";

/** The `pod` of somebody who waits is the one that they are offered. */
const ofNoPod = ({ pod: _, ...answer }: CommandAnswer): CommandAnswer => answer;

const NO_AREA =
  "So no seating gives you a seat: `/pod join` and the name of an area asks for one there, and `/pod join anywhere` for one in any.";

const whileTheyWait = (answer: CommandAnswer, model: AnswerModel): string =>
  [missedSeat, lostArea, offeredSeat, howItStands]
    .map((part) => part(answer, model))
    .filter(Boolean)
    .join(" ");

/** `from` of the answer is the pod that they asked for in vain, and `shut` whether it was locked. */
function missedSeat(answer: CommandAnswer, model: AnswerModel): string {
  const { from } = answer;
  if (from === undefined) return "";
  if (answer.shut)
    return `${podNamed({ pod: from }, model)} was closed to new people on ${dayOfAnswer(answer, model)}.`;
  const area = model.pods.get(from)?.area;
  if (area === undefined || areaNow(model.settings, area) !== undefined)
    return `${podNamed({ pod: from }, model)} had no open seat by then.`;
  return goneWithItsArea(from, area, answer, model);
}

/** Of a pod that takes nobody since its area is gone. */
export const goneWithItsArea = (
  pod: number | undefined,
  area: string,
  answer: CommandAnswer,
  model: AnswerModel,
): string =>
  `${podNamed({ pod }, model)} took nobody new on ${dayOfAnswer(answer, model)}, as the settings no longer named its area, ${neutralise(areaTitle(model.settings, area))}.`;

function offeredSeat(answer: CommandAnswer, model: AnswerModel): string {
  const open = openSeat(answer.pod, model);
  return open && `${open}${keptAreas(answer, model)}`;
}

/** To somebody who waits and is offered a seat; nothing is to be kept where no area that they named is left. */
export const keptAreas = ({ detail = ANYWHERE }: CommandAnswer, { settings }: AnswerModel): string =>
  detail.split(",").some((area) => areaNow(settings, area) !== undefined) ? " You keep the areas that you named." : "";

/** It stands until somebody else takes the seat, so the sentence is about the day. `first` is what they say before. */
function openSeat(number: number | undefined, model: AnswerModel, first = ""): string {
  if (number === undefined) return "";
  const { settings, pods, lastNames } = model;
  const pod = pods.get(number) ?? { slug: slugOf(number), name: lastName(number, lastNames), area: undefined };
  const area = pod.area === undefined ? "" : ` (${neutralise(areaTitle(settings, pod.area))})`;
  const command = acceptInCode(pod, settings);
  return `On that day ${podNamed({ pod: number }, model)}${area} had an open seat: ${first}${command} takes it, unless somebody else was faster.`;
}

/** `detail` of the answer is the areas they wait for. */
export const onListFor = ({ detail = ANYWHERE }: CommandAnswer, { settings }: AnswerModel): string =>
  waitedFor(detail, settings);

export function lostArea({ detail = ANYWHERE, person }: CommandAnswer, { settings, people }: AnswerModel): string {
  if (isNoArea(detail)) return "";
  const areas = detail.split(",");
  const lost = areas.filter((area) => areaNow(settings, area) === undefined);
  const sentences = lost.map((area) => nobodySeatedFor(neutralise(areaTitle(settings, area))));
  const isOpen = people.get(person ?? "")?.anywhere;
  if (lost.length === areas.length && !isOpen) sentences.push(`${NAME_ANOTHER} \`/pod join\` and its name does that.`);
  return sentences.join(" ");
}

/** Their place on the list changes, so it stands on their page. */
function howItStands({ person }: CommandAnswer, { settings, people }: AnswerModel): string {
  const login = loginOf(person, people);
  const page = login && pageOf(`people/${login}`, settings);
  return `${page ? `[Your page](${page}) says how it stands. ` : ""}If a seating finds you a seat while you wait, I will tell you in the thread where you asked last.`;
}
