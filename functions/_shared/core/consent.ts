/** The rule of consent: people sit in areas that they named, or in any area when they agreed to that. */
import type { Person } from "./scoring/community.ts";

/** Whether somebody may be seated in an area, or moved to it. Nobody has to leave a seat because of it. */
export const mayPlace = ({ areas, anywhere }: Pick<Person, "areas" | "anywhere">, area: string): boolean =>
  anywhere || areas.includes(area);
