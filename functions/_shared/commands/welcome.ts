/** The answer in the thread to a person who asked for a seat: a welcome, or their place in the queue. */
import { safeUrl } from "../core/digest/url.ts";
import { neutralise } from "../core/github/neutralise.ts";
import type { Pseudonym } from "../core/member.ts";
import { type CommentModel, loginOf, personLink, podLink } from "../core/messages/github-parts.ts";
import { waitingFor } from "../core/messages/join.ts";
import { POD_SIZE, type Pod } from "../core/pod.ts";
import { areaTitle } from "../core/settings.ts";
import type { CommandAnswer } from "../core/thread.ts";

export const seatedText = (answer: CommandAnswer, model: CommentModel): string =>
  inTheirPod(answer, model, (pod) => welcome(pod, answer.person, model));

export const alreadySeatedText = (answer: CommandAnswer, model: CommentModel): string =>
  inTheirPod(answer, model, (pod) => `You already have your seat in ${podLink(pod, model.settings)}.`);

/** The state may have moved on between the command and its answer. */
function inTheirPod({ pod: number, person }: CommandAnswer, model: CommentModel, say: (pod: Pod) => string): string {
  const pod = number === undefined ? undefined : model.pods.get(number);
  if (!pod) return "You had a seat in a pod that has closed since.";
  if (pod.seats.some(({ pseudonym }) => pseudonym === person)) return say(pod);
  return `There was a seat for you in ${podLink(pod, model.settings)}.`;
}

function welcome(pod: Pod, person: Pseudonym | null, { settings, people }: CommentModel): string {
  const { links } = settings;
  const advocate = pod.advocate === person ? undefined : loginOf(pod.advocate, people);
  const choice = people.get(person ?? "")?.profile.areas.indexOf(pod.area) ?? -1;
  const rows = [
    advocate && ["Say hello to", `${personLink(advocate)}, your Pod Advocate`],
    pod.meeting && ["Meet the others", meetingText(pod)],
    links.slackInvite && ["Talk", `[in our Slack](${links.slackInvite})`],
    links.contributing && ["Start with", `[how to contribute](${links.contributing})`],
  ].filter((row) => Array.isArray(row));
  const table =
    rows.length > 0 ? ["", "| | |", "|---|---|", ...rows.map(([what, text]) => `| **${what}** | ${text} |`), ""] : [""];
  const why =
    choice >= 0
      ? `Why ${neutralise(pod.name)}: ${neutralise(areaTitle(settings, pod.area))} is your ${ORDINALS[choice]} choice. `
      : "";
  return [
    `Welcome to the ${podLink(pod, settings)} pod. You are one of ${pod.seats.length}; it has ${POD_SIZE.max} seats.`,
    ...table,
    `<sub>${why}If it does not suit you: \`/pod pause 4w\`, \`/pod leave\`, \`/pod forget me\`.</sub>`,
  ].join("\n");
}

const ORDINALS = ["first", "second", "third"];

function meetingText({ meeting }: Pod): string {
  if (!meeting) return "";
  const url = safeUrl(meeting.link);
  const link = url ? `, [join](${url})` : "";
  return `every ${meeting.weekday} at ${meeting.time} (${meeting.timezone})${link}`;
}

/** `detail` of the answer is the area they wait for. */
export function waitingText({ person, detail: area = "" }: CommandAnswer, { settings, queues }: CommentModel): string {
  const queue = queues.get(area) ?? [];
  const title = neutralise(areaTitle(settings, area));
  const position = queue.indexOf(person ?? "") + 1;
  if (position === 0) return `You no longer wait for ${title}.`;
  return `You are number ${position} of ${queue.length} waiting for ${title}. ${waitingFor(title, queue.length)}`;
}
