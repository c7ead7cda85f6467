/** Turns issues of zod into faults with JSON pointers and sentences that a person can act on. */
import type * as z from "zod";
import { type Fault, PodsError } from "../core/errors.ts";

const FAULTS_MAX = 20;

type Issue = z.core.$ZodIssue;

/** 422 for a value that does not fit its schema. Its detail is complete by itself, since `faas-cli` prints only that. */
export function invalid(issues: readonly Issue[]): PodsError {
  const errors = issues.flatMap(faultsOf);
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : "";
  const [{ pointer, detail }] = errors as [Fault];
  const where = pointer === "" ? "" : `${pointer}: `;
  return new PodsError("invalid", `${where}${detail}.${more}`, { errors: errors.slice(0, FAULTS_MAX) });
}

/** A union fails with the faults of every branch; only those of the nearest branch help. */
function faultsOf(issue: Issue): Fault[] {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((a, b) => (b.length < a.length ? b : a));
    return nearest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] } as Issue));
  }
  const missing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
  return [{ pointer: pointerOf(issue.path), detail: missing ? "This is required" : issue.message.replace(/\.$/, "") }];
}

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
