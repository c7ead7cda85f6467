/** What became of the role of advocate in the pod of somebody who takes it up or gives it back. */
import { monthInWords } from "../core/digest/dates.ts";
import type { Pseudonym } from "../core/member.ts";
import { type AnswerModel, dayOfAnswer, podNamed } from "../core/messages/github-parts.ts";
import { FORMER_MEMBER } from "../core/messages/join.ts";
import type { Kept, PodRole } from "../core/ports.ts";
import { spokenAt } from "../core/spoken.ts";
import { endedTermIn } from "../core/term.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { type PersonView, personView } from "../core/views.ts";
import type { CommandContext } from "./define.ts";
import type { Ending } from "./outcome.ts";
import { personNamed } from "./set-outcomes.ts";

/** As the step left it that carried the command out: another command may have changed it since. */
async function roleEnding(
  role: PodRole,
  { store }: Pick<CommandContext, "store">,
): Promise<Pick<Ending<never>, "about" | "pod" | "more">> {
  const about = advocateIn(role);
  const [pod, profiles] = await Promise.all([store.pod(role.pod), store.profiles(about)]);
  const ending = { about, pod: role.pod };
  // It has closed since.
  if (!pod) return ending;
  const { slug, name, area } = pod;
  const advocate = role.advocate === null ? null : personView(role.advocate, profiles);
  return { ...ending, more: { detail: roleInWords(name, advocate), pod: { slug, name, area, advocate } } };
}

const advocateIn = ({ advocate }: PodRole) => (advocate === null ? [] : [advocate]);

/** The same of somebody who left; `more` is what the answer says besides. */
export async function leftRole(
  { role }: { readonly role?: PodRole },
  context: Pick<CommandContext, "store">,
  more: NonNullable<Ending<never>["more"]> = {},
): Promise<Pick<Ending<never>, "about" | "pod" | "more">> {
  if (!role) return { more };
  const ending = await roleEnding(role, context);
  return { ...ending, more: { ...ending.more, ...more } };
}

/** The same after a word about volunteering, which may be of somebody without a seat. */
export async function volunteerEnding(
  { pseudonym: person, role, kept }: { pseudonym: Pseudonym; role?: PodRole; kept: readonly Kept[] },
  login: string,
  context: Pick<CommandContext, "store">,
): Promise<Omit<Ending<never>, "outcome">> {
  if (!role) return { person, kept, more: { detail: `${login} holds no seat in a pod.` } };
  return { person, kept, ...(await roleEnding(role, context)) };
}

/** The month in which the advocate's term had ended. */
export async function termEnded(role: PodRole, { store, operation }: Pick<CommandContext, "store" | "operation">) {
  const [pod, profiles] = await Promise.all([store.pod(role.pod), store.profiles(advocateIn(role))]);
  return pod && endedTermIn({ ...pod, ...role }, profiles, spokenAt(operation()));
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

/** Who represented the pod of somebody who had given the role back; "" of somebody who had none. */
export function roleLeftText(answer: CommandAnswer, model: AnswerModel): string {
  if (answer.pod === undefined) return "";
  const then = ` On ${dayOfAnswer(answer, model)} ${holderText(answer, model)}`;
  return answer.about?.length ? `${then}.` : `${then}: the first volunteer in the pod becomes it.`;
}

const holderText = (answer: CommandAnswer, model: AnswerModel): string =>
  answer.about?.length
    ? `the Pod Advocate of ${podNamed(answer, model)} was ${personNamed(answer, model)}`
    : `${podNamed(answer, model)} had no Pod Advocate`;
