/** The rule about people who took their seat a short while ago: no plan takes it from them while they want it. */
import type { PlacedMember } from "./scoring/community.ts";

/** Whether somebody stays in a sound pod of an area: they are not settled, and still want the area. */
export const isSettling = ({ settled, areas }: Pick<PlacedMember, "settled" | "areas">, area: string): boolean =>
  !settled && areas.includes(area);
