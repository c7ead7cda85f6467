/** How words end that change nothing about a person, though they are kept. */
import type { Pseudonym } from "../core/member.ts";
import type { Kept } from "../core/ports.ts";
import { type CommonOutcome, KEPT } from "./common-outcomes.ts";
import type { Ending } from "./outcome.ts";

type NoChange =
  | { readonly outcome: "overtaken" | "unknown"; readonly pseudonym?: Pseudonym; readonly kept?: readonly Kept[] }
  | { readonly outcome: "is-forgotten" };

export const isNoChange = <Result extends { readonly outcome: string }>(
  result: Result | NoChange,
): result is NoChange & Result => Object.hasOwn(ENDINGS, result.outcome);

const ENDINGS = {
  unknown: "not-known",
  overtaken: "overtaken",
  "is-forgotten": "is-forgotten",
} as const satisfies Readonly<Record<NoChange["outcome"], CommonOutcome>>;

export const withoutChange = (result: NoChange): Ending<(typeof ENDINGS)[NoChange["outcome"]]> => ({
  outcome: ENDINGS[result.outcome],
  ...("pseudonym" in result && { person: result.pseudonym }),
  ...(result.outcome === "unknown" && result.pseudonym && { detail: KEPT }),
  ...("kept" in result && { kept: result.kept ?? [] }),
});
