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

interface Described {
  readonly pseudonym: Pseudonym;
  /** As the step left it that carried the command out: another command may have changed it since. */
  readonly role?: PodRole;
  readonly kept: readonly Kept[];
}

type RoleEnding = Omit<Ending<never>, "outcome">;

/** `detail`: the month in which the advocate's term had ended. */
export async function roleEnding(
  { pseudonym: person, role, kept }: Described,
  login: string,
  { store, operation }: Pick<CommandContext, "store" | "operation">,
): Promise<RoleEnding> {
  if (!role) return { person, kept, more: { detail: `${login} holds no seat in a pod.` } };
  const about = role.advocate === null ? [] : [role.advocate];
  const [pod, profiles] = await Promise.all([store.pod(role.pod), store.profiles(about)]);
  const ending = { person, about, pod: role.pod, kept };
  // It has closed since.
  if (!pod) return ending;
  const { slug, name, area } = pod;
  const advocate = role.advocate === null ? null : personView(role.advocate, profiles);
  return {
    ...ending,
    detail: endedTermIn({ ...pod, ...role }, profiles, spokenAt(operation())),
    more: { detail: roleInWords(name, advocate), pod: { slug, name, area, advocate } },
  };
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

/** Who represented the pod of somebody who had given the role back. */
export function roleLeftText(answer: CommandAnswer, model: AnswerModel): string {
  const then = `On ${dayOfAnswer(answer, model)} ${holderText(answer, model)}`;
  return answer.about?.length ? `${then}.` : `${then}: the first volunteer in the pod becomes it.`;
}

const holderText = (answer: CommandAnswer, model: AnswerModel): string =>
  answer.about?.length
    ? `the Pod Advocate of ${podNamed(answer, model)} was ${personNamed(answer, model)}`
    : `${podNamed(answer, model)} had no Pod Advocate`;
