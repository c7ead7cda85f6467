/** The answer in the thread to a person who asked for a seat: a welcome, or that they are on the list. */
import { neutralise } from "../core/github/neutralise.ts";
import { type AnswerModel, dayOfAnswer, loginOf, pageOf, podNamed } from "../core/messages/github-parts.ts";
import { waitingForLost } from "../core/messages/join.ts";
import { ORDINALS } from "../core/number-words.ts";
import { ANYWHERE, isNoArea } from "../core/seating.ts";
import { areaNow, areaTitle } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";

/** `about` of the answer is the person if they were the pod's advocate. */
const isAdvocate = ({ about = [], person }: CommandAnswer): boolean => person !== null && about.includes(person);

/** `detail` of the answer is which of their choices the pod's area was: 1 for the first. */
export function welcomeText(answer: CommandAnswer, model: AnswerModel): string {
  const { settings, pods } = model;
  const { links } = settings;
  const pod = pods.get(answer.pod ?? 0);
  const page = pod && pageOf(pod.slug, settings);
  const rows = [
    page && ["Meet your pod", `[who is in it, its Pod Advocate and when it meets](${page})`],
    page && ["Keep the time free", `[its meetings for your calendar](${page}/calendar.ics)`],
    links.slackInvite && ["Talk", `[in our Slack](${links.slackInvite})`],
    links.contributing && ["Start with", `[how to contribute](${links.contributing})`],
  ].filter((row) => Array.isArray(row));
  const table =
    rows.length > 0 ? ["", "| | |", "|---|---|", ...rows.map(([what, text]) => `| **${what}** | ${text} |`)] : [];
  const choice = ORDINALS[Number(answer.detail) - 1];
  const area = pod && neutralise(areaTitle(settings, pod.area));
  const why = choice && area ? ` ${area} was your ${choice} choice.` : "";
  return [
    `Welcome to the ${podNamed(answer, model)} pod! You took your seat on ${dayOfAnswer(answer, model)}.${isAdvocate(answer) ? " You volunteered, so you became its Pod Advocate, too." : ""}`,
    ...table,
    "",
    `<sub>If it does not suit you: ${isAdvocate(answer) ? "`/pod step-down`, " : ""}\`/pod pause 4w\`, \`/pod leave\`, \`/pod forget me\`.${why}</sub>`,
  ].join("\n");
}

/** `detail` of the answer is there if they said something new about themselves. */
export const alreadySeatedText = (answer: CommandAnswer, model: AnswerModel): string =>
  `You already had your seat in ${podNamed(answer, model)} on ${dayOfAnswer(answer, model)}${isAdvocate(answer) ? ", and you were its Pod Advocate" : ""}.${answer.detail === NOTED ? " You kept it, and what you said about yourself was noted." : ""}`;

export const NOTED = "noted";

/** `detail` of the answer is the area they wait for. */
export const waitingText = (answer: CommandAnswer, model: AnswerModel): string =>
  `You went on the list for ${waitedFor(answer, model)} on ${dayOfAnswer(answer, model)}. ${lostArea(answer, model)}${howItStands(answer, model)}`;

export const alreadyWaitingText = (answer: CommandAnswer, model: AnswerModel): string =>
  `You were on the list for ${waitedFor(answer, model)} on ${dayOfAnswer(answer, model)}, as you asked. ${lostArea(answer, model)}${howItStands(answer, model)}`;

const waitedFor = ({ detail: area = ANYWHERE }: CommandAnswer, { settings }: AnswerModel): string =>
  isNoArea(area) ? "any pod" : neutralise(areaTitle(settings, area));

function lostArea({ detail: area = ANYWHERE }: CommandAnswer, { settings }: AnswerModel): string {
  if (isNoArea(area) || areaNow(settings, area) !== undefined) return "";
  return `${waitingForLost(neutralise(areaTitle(settings, area)))} \`/pod join\` and its name does that. `;
}

/** Their place on the list changes, so it stands on their page. */
function howItStands({ person }: CommandAnswer, { settings, people }: AnswerModel): string {
  const login = loginOf(person, people);
  const page = login && pageOf(`people/${login}`, settings);
  return `${page ? `[Your page](${page}) says how it stands. ` : ""}If a seating finds you a seat while you wait, I will tell you in the thread where you asked last.`;
}
