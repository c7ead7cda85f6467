/** What happens in every kind of random history: deliveries arrive, errands are sent, processes die and GitHub fails. */
import fc from "../fast-check.ts";
import type { Fault } from "../github/server.ts";
import type { Death } from "./mortal.ts";

export type Happening =
  | { readonly do: "hear"; readonly which: number; readonly anew: boolean; readonly death?: Death | undefined }
  | { readonly do: "send"; readonly death?: Death | undefined; readonly faults: readonly Fault[] };

type Failure = Omit<Fault, "operation">;

export const LIMITED = {
  headers: { "Retry-After": "60" },
  message: "You have exceeded a secondary rate limit",
} as const satisfies Partial<Failure>;

/** Which of the deliveries or texts so far. */
export const which = fc.nat(11);

/** `calls` is the last call at which a process may die. */
export function happenings(calls: number, operations: readonly Fault["operation"][], failures: readonly Failure[]) {
  const when = fc.constantFrom("before" as const, "after" as const);
  const death = fc.option(fc.record({ call: fc.integer({ min: 1, max: calls }), when }), { nil: undefined, freq: 3 });
  const fault = fc
    .tuple(fc.constantFrom(...operations), fc.constantFrom(...failures))
    .map(([operation, failure]): Fault => ({ operation, ...failure }));
  return {
    hear: fc.record({ do: fc.constant("hear" as const), which, anew: fc.boolean(), death }),
    send: fc.record({ do: fc.constant("send" as const), death, faults: fc.array(fault, { maxLength: 2 }) }),
  };
}
