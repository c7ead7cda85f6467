import { apply } from "./apply.ts";
import { ask } from "./ask.ts";
import type { PlanCommand } from "./define.ts";
import { discard } from "./discard.ts";
import { link } from "./link.ts";
import { plan } from "./plan.ts";
import { seat } from "./seat.ts";
import { undo } from "./undo.ts";

/** The commands of maintainers about plans: `POST /` of rebalance, and the forms on its pages. */
export const PLAN_COMMANDS: readonly PlanCommand[] = [seat, plan, ask, apply, undo, discard, link];

export function planCommandOf(word: string): PlanCommand {
  const found = PLAN_COMMANDS.find((one) => one.word === word);
  if (!found) throw new Error(`No command about plans is called "${word}".`);
  return found;
}
