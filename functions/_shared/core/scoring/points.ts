/** The points of our table, `terms.ts`. */
import { POD_SIZE } from "../pod.ts";
import { pointsBy } from "./points-by.ts";
import { TERMS } from "./terms.ts";

/** How many people a pod may have, and how many it should. */
export const POD = POD_SIZE;

export const points = pointsBy<typeof TERMS>(TERMS);
export const { pointsOf, termsOf, termsOfPod, sumOfTerms, tallyOf } = points;
