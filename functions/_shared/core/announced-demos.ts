/** The demos that people announced: on the agenda of a meeting, and in the digests that come out before it. */
import type { CreditedActivity } from "./activity.ts";
import { demosFrom, type NextMeeting } from "./meetings.ts";
import type { Pod } from "./pod.ts";

/** Whether it was announced since the meeting before; for the meeting of a `pod` by one of its people. */
export const isAnnouncedFor = (
  { kind, at, pod }: Pick<CreditedActivity, "kind" | "at" | "pod">,
  next: NextMeeting,
  of: Pick<Pod, "number"> | undefined,
): boolean => kind === "demo" && at >= demosFrom(next) && (of === undefined || pod === of.number);
