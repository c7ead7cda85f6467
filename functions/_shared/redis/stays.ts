/** Wishes of people to stay where plans would move them. */
import { oneOf } from "../core/one-of.ts";
import type { Stays } from "../core/ports.ts";
import { timeOf } from "../core/spoken.ts";
import { decisionsNoted } from "./decisions.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { readGroup } from "./pages.ts";
import { readPlanHead } from "./plan-heads.ts";

export function stays({ client }: StoreTools): Stays {
  const { of } = client.keys;
  return {
    async stepAskedAbout(person) {
      const note = (await decisionsNoted(client, person)).find((one) => one.startsWith("plan|"));
      const [, id = "", group] = note?.split("|") ?? [];
      const head = note ? await readPlanHead(client, id) : undefined;
      if (head?.plan.status !== "waiting") return undefined;
      return { ...head.plan, changes: await readGroup(client, of("plan", id), head.pages, Number(group)) };
    },

    async stay(pseudonym, before, operation) {
      const { args, members } = operationCall(operation);
      const spoken = operation.said === undefined ? operation.at : timeOf(operation.said);
      const [outcome, from, to, at] = await client.run("stay", { ...args, pseudonym, before, spoken }, members);
      switch (outcome) {
        case "staying":
        case "no-seat":
        case "overtaken":
          return { outcome };
        case "back":
        case "moved":
        case "late":
        case "closed":
          return { outcome, from: Number(from), ...(to && { to: Number(to) }), at: Number(at) };
        default:
          throw new Error(`A wish to stay ended as "${outcome}".`);
      }
    },

    async stayNoMore(pseudonym, operation) {
      const { args, members } = operationCall(operation);
      const [outcome] = await client.run("stay", { ...args, pseudonym, before: "", spoken: "" }, members);
      return { outcome: oneOf(["free", "none", "overtaken"], outcome, "The end of a wish to stay") };
    },
  };
}
