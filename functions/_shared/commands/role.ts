/** What became of the role of advocate in the pod of somebody who takes it up or gives it back. */
import { monthInWords } from "../core/digest/dates.ts";
import type { Pseudonym } from "../core/member.ts";
import { type AnswerModel, dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import type { Kept, PodAdvocate } from "../core/ports.ts";
import { endedTermIn } from "../core/term.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { type PersonView, personView } from "../core/views.ts";
import type { CommandContext } from "./define.ts";
import type { Ending } from "./outcome.ts";
import { personNamed } from "./set-outcomes.ts";

/** The pod with the advocate that the command left it: another command may have changed that since. */
async function podThen({ pod: number, advocate }: PodAdvocate, { store }: Pick<CommandContext, "store">) {
  const about = advocate === null ? [] : [advocate];
  const [pod, profiles] = await Promise.all([store.pod(number), store.profiles(about)]);
  // It may have closed since.
  return { number, about, profiles, pod: pod && { ...pod, advocate } };
}

type PodThen = Awaited<ReturnType<typeof podThen>>;

/** How a command ends about the role of advocate in the pod. */
function roleEnding({ number, about, profiles, pod }: PodThen): Pick<Ending<never>, "about" | "pod" | "more"> {
  const ending = { about, pod: number };
  if (!pod) return ending;
  const { slug, name, area } = pod;
  const advocate = pod.advocate === null ? null : personView(pod.advocate, profiles);
  return { ...ending, more: { detail: roleInWords(name, advocate), pod: { slug, name, area, advocate } } };
}

/** The same of somebody who left; `more` is what the answer says besides. */
export async function leftRole(
  { role }: { readonly role?: PodAdvocate },
  context: Pick<CommandContext, "store">,
  more: NonNullable<Ending<never>["more"]> = {},
): Promise<Pick<Ending<never>, "about" | "pod" | "more">> {
  if (!role) return { more };
  const ending = roleEnding(await podThen(role, context));
  return { ...ending, more: { ...ending.more, ...more } };
}

/**
 * The same after a word about volunteering, which may be of somebody without a seat. With the time of the word, `detail` is the
 * month in which the advocate's term had ended.
 */
export async function volunteerEnding(
  { pseudonym: person, theirPod, kept }: { pseudonym: Pseudonym; theirPod?: PodAdvocate; kept: readonly Kept[] },
  login: string,
  context: Pick<CommandContext, "store">,
  at?: number,
): Promise<Omit<Ending<never>, "outcome">> {
  if (!theirPod) return { person, kept, more: { detail: `${login} holds no seat in a pod.` } };
  const then = await podThen(theirPod, context);
  const detail = then.pod && at !== undefined ? endedTermIn(then.pod, then.profiles, at) : undefined;
  return { person, kept, detail, ...roleEnding(then) };
}

const roleInWords = (pod: string, advocate: PersonView | null): string =>
  advocate === null
    ? `${pod} has no Pod Advocate. The first volunteer in it becomes its Pod Advocate.`
    : `The Pod Advocate of ${pod} is ${advocate.login ?? FORMER_MEMBER}.`;

export const namesTheirPod = ({ pod }: Ending<string>): boolean => pod !== undefined;

/** What the volunteer was in their pod on that day. `over`: the month in which the term of its advocate had ended. */
export function roleText(answer: CommandAnswer, model: AnswerModel, over?: string): string {
  const { pod, about: [advocate] = [], person } = answer;
  if (pod === undefined) return "A volunteer who takes a seat in a pod without an advocate becomes its Pod Advocate.";
  const day = dayOfAnswer(answer, model);
  if (advocate === person) return `On ${day} you were the Pod Advocate of ${podNamed(answer, model)}.`;
  const then = holderText(answer, model);
  if (over !== undefined)
    return `On ${day} ${then}, whose term had ended in ${monthInWords(over)}: the role is yours when it is handed over to you with \`/pod nominate\`, or given up.`;
  return `On ${day} ${then}. When the role is free, it goes to the volunteer who has been in the pod longest.`;
}

/** Who represented the pod after somebody had given the role back; "" of somebody who had none. */
export function roleLeftText(answer: CommandAnswer, model: AnswerModel): string {
  if (answer.pod === undefined) return "";
  // The role may have passed to them by this very step.
  const then = ` After that ${holderText(answer, model)}`;
  return answer.about?.length ? `${then}.` : `${then}: the first volunteer in the pod becomes it.`;
}

const holderText = (answer: CommandAnswer, model: AnswerModel): string =>
  answer.about?.length
    ? `the Pod Advocate of ${podNamed(answer, model)} was ${personNamed(answer, model)}`
    : `${podNamed(answer, model)} had no Pod Advocate`;
