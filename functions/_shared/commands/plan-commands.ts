import { apply } from "./apply.ts";
import type { Command, PlanContext } from "./define.ts";
import { discard } from "./discard.ts";
import { plan } from "./plan.ts";
import { undo } from "./undo.ts";

/** What maintainers do with plans: `POST /` of rebalance, and the forms on its pages. */
export const PLAN_COMMANDS: readonly Command<PlanContext>[] = [plan, apply, undo, discard];
