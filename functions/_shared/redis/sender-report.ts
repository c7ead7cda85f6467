/** What `deliver` reports of itself, as `Sender` in core/ports/admin-store.ts has it. A release may find another one's report. */
import * as z from "zod";

export const SenderReport = z.object({
  tickedAt: z.number(),
  off: z.array(z.string()),
  // Earlier releases did not say.
  pods: z.array(z.string()).default([]),
  unknownPods: z.array(z.string()).default([]),
});
