import type { SkipReason } from "./apply.ts";
import type { LeftOutReason } from "./plan.ts";

/** Why a step about which people were asked is not made. */
export type UnmadeReason = SkipReason | LeftOutReason | "run-ended";
