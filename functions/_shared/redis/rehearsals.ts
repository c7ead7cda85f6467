/** Dry runs of imports: the verbs answer as they would, and each call takes along what the calls before it would have written. */
import { oneOf } from "../core/one-of.ts";
import type { How, Listed, ListedOutcome, Operation, Rehearsals } from "../core/ports.ts";
import { withAreasChecked } from "./area-history.ts";
import type { StoreTools } from "./open-store.ts";
import { DRY_MARK } from "./operation.ts";
import { type ListingVerb, listedOutcome, listingArgs, ROWS_PER_CALL, rowsArgs } from "./rows.ts";

export function rehearsals({ hashes, ...tools }: StoreTools): Rehearsals {
  const client = withAreasChecked(tools.client);
  return {
    rehearsal() {
      const written = unwritten();
      const listing = (verb: ListingVerb) => async (people: readonly Listed[], operation: Operation, how?: How) => {
        const shared = { ...listingArgs(operation, client.areas, how), mark: DRY_MARK };
        const outcomes: ListedOutcome[] = [];
        for (let from = 0; from < people.length; from += ROWS_PER_CALL) {
          const some = people.slice(from, from + ROWS_PER_CALL);
          const [rows = ""] = rowsArgs(some, hashes, client.areas);
          const [, ...lines] = await client.run(verb, { ...shared, rows, earlier: written.about(some) });
          written.add(lines.pop() ?? "");
          outcomes.push(...lines.map(listedOutcome));
        }
        return outcomes;
      };

      return {
        enlist: listing("enlist"),
        invite: listing("invite"),
        listIndependent: listing("list-independent"),
      };
    },
  };
}

const KINDS = ["identity", "profile", "member", "pod"] as const;

/** What would be written, as the verbs tell it and take it: a line for each field, with its kind, its key and its value. */
function unwritten() {
  const fields: Readonly<Record<(typeof KINDS)[number], Map<string, string>>> = {
    identity: new Map(),
    profile: new Map(),
    member: new Map(),
    pod: new Map(),
  };

  return {
    add(lines: string): void {
      for (const [, kind, key = "", value = ""] of lines.matchAll(/^([^\t\n]*)\t([^\t\n]*)\t(.*)$/gm))
        fields[oneOf(KINDS, kind, "What a dry run would write")].set(key, value);
    },

    /** All that concerns these people and those whom they name, and the pods: few change. */
    about(people: readonly Listed[]): string {
      const logins = people
        .flatMap(({ subject, profile }) => [subject, ...(profile.with ?? [])])
        .map(({ login }) => login);
      const lines = [...fields.pod].map(([number, text]) => `pod\t${number}\t${text}\n`);
      for (const login of new Set(logins)) {
        const label = `login:${login.toLowerCase()}`;
        const person = fields.identity.get(label);
        if (person === undefined) continue;
        lines.push(`identity\t${label}\t${person}\n`);
        for (const kind of ["profile", "member"] as const)
          lines.push(`${kind}\t${person}\t${fields[kind].get(person) ?? ""}\n`);
      }
      return lines.join("");
    },
  };
}
