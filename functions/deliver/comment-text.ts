/**
 * Our one comment in a thread: the pod that the thread is about, and the answers to `/pod` commands. It is rendered from
 * the state each time it is sent, so a forgotten name cannot be in it. Text by people is neutralised first.
 */
import { markerOf } from "#shared/core/github/marker.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import type { Pseudonym } from "#shared/core/member.ts";
import { type CommentModel, loginOf, personLink, podLink } from "#shared/core/messages/github-parts.ts";
import { podInCommand } from "#shared/core/places.ts";
import { openSeats, type Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import type { CommandAnswer } from "#shared/core/thread.ts";

/** Puts the answer to a command into words. The commands have the sentences; `deliver` brings the two together. */
export type Sentence = (answer: CommandAnswer, model: CommentModel) => string;

/** The comment, or `undefined` when there is nothing to say; an existing comment then says that instead. */
export function commentText(model: CommentModel, sentence: Sentence, isThere = false): string | undefined {
  const parts = [
    ...(model.near ? [nearText(model.near, model)] : []),
    ...latest(model.answers).map((answer) => addressed(answer, model, sentence)),
  ];
  if (parts.length === 0 && !isThere) return undefined;
  if (parts.length === 0) parts.push(NOTHING);
  return [markerOf(model.settings.id), ...parts, footer(model.settings)].join("\n\n");
}

function addressed(answer: CommandAnswer, model: CommentModel, sentence: Sentence): string {
  const login = loginOf(answer.person, model.people);
  const text = sentence(answer, model);
  return login ? `@${login}: ${text}` : text;
}

const NOTHING = "There is nothing left to say here.";

const footer = ({ community }: Settings): string =>
  `<sub>From the pods of ${neutralise(community)}: \`/pod help\` lists what I understand. Delete this comment and I stay silent in this thread.</sub>`;

/** The people that a comment names. */
export const namedIn = (text: string, { people }: CommentModel): Pseudonym[] =>
  [...people.values()].flatMap(({ pseudonym, profile }) =>
    profile.login !== "" && text.includes(profile.login) ? pseudonym : [],
  );

/** The last answer to each command of each person: nobody needs to read the same thing twice. */
function latest(answers: readonly CommandAnswer[]): CommandAnswer[] {
  const last = new Map(answers.map((answer) => [`${answer.person} ${answer.command}`, answer]));
  return answers.filter((answer) => last.get(`${answer.person} ${answer.command}`) === answer);
}

function nearText(pod: Pod, model: CommentModel): string {
  const { settings, people, notified } = model;
  const free = openSeats(pod);
  const advocate = loginOf(pod.advocate, people);
  const seats =
    free === 0
      ? ""
      : ` ${free === 1 ? "One seat is" : `${free} seats are`} free: \`/pod join ${podInCommand(pod, settings)}\`.`;
  // A name without the @ notifies nobody.
  const name = advocate && (pod.advocate === notified ? `@${advocate}` : personLink(advocate));
  const represented = name ? ` ${name} is its Pod Advocate.` : "";
  return `This is close to the ${podLink(pod, settings)} pod, which looks after ${neutralise(areaTitle(settings, pod.area))}.${represented}${seats}`;
}
