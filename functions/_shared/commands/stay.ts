import type { Member } from "../core/member.ts";
import type { Plans } from "../core/ports.ts";
import { aboutPerson } from "./bodies.ts";
import { personCommand } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { alone } from "./words.ts";

export const stay = personCommand({
  word: "stay",
  usage: "",
  does: "stay where you are when a plan would move you",
  body: () => aboutPerson("stay"),
  example: { login: "ada" },
  words: alone,
  run: async (_, { store, subject }) => {
    const member = await store.find(subject);
    if (!member) return { outcome: "not-known" };
    const person = member.pseudonym;
    const plan = await leaveOutOfPlan(store, member);
    return plan === undefined ? { outcome: "nothing-to-stay", person } : { outcome: "staying", person, more: { plan } };
  },
  outcomes: {
    staying: {
      status: 200,
      say: dated((day) => `On ${day} you were taken out of the plan that would have moved you.`),
    },
    "nothing-to-stay": { status: 200, say: dated((day) => `On ${day} no plan wanted to move you.`) },
  },
});

/** Takes a person out of the waiting plan. Returns the plan's id; `undefined` if no plan would move them. */
async function leaveOutOfPlan(store: Plans, { pseudonym }: Member): Promise<string | undefined> {
  const plan = await store.latestPlan();
  const isInPlan = plan?.changes.some((change) => "member" in change && change.member === pseudonym);
  if (plan?.status !== "waiting" || !isInPlan) return undefined;
  // It may have been applied at this moment.
  return (await store.stay(plan.id, pseudonym)) ? plan.id : undefined;
}
