/** Dry runs of imports: the verbs answer as they would, and each call takes along what the calls before it would have written. */
import type { Member } from "../core/member.ts";
import { oneOf } from "../core/one-of.ts";
import type { How, Listed, ListedOutcome, Operation, Rehearsals } from "../core/ports.ts";
import type { StoreTools } from "./open-store.ts";
import { DRY_MARK } from "./operation.ts";
import { type ListingVerb, listedOutcome, listingArgs, ROWS_PER_CALL, rowsArgs } from "./rows.ts";
import { parseProfile, parseStanding } from "./texts.ts";

export function rehearsals({ client, directory, hashes }: StoreTools): Rehearsals {
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
        async find(who): Promise<Member | undefined> {
          const found = who.id === undefined ? written.person(who.login) : undefined;
          if (!found) return directory.find(who);
          const { pseudonym, profile, member } = found;
          return { pseudonym, profile: parseProfile(profile, client.areas), standing: parseStanding(member) };
        },
      };
    },
  };
}

const KINDS = ["identity", "profile", "member", "pod"] as const;

const labelOf = (login: string): string => `login:${login.toLowerCase()}`;

/** What would be written, as the verbs tell it and take it: a line for each field, with its kind, its key and its value. */
function unwritten() {
  const fields: Readonly<Record<(typeof KINDS)[number], Map<string, string>>> = {
    identity: new Map(),
    profile: new Map(),
    member: new Map(),
    pod: new Map(),
  };

  function person(login: string) {
    const pseudonym = fields.identity.get(labelOf(login));
    if (pseudonym === undefined) return undefined;
    return {
      pseudonym,
      profile: fields.profile.get(pseudonym) ?? "",
      member: fields.member.get(pseudonym) ?? "",
    };
  }

  return {
    person,

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
        const found = person(login);
        if (!found) continue;
        const { pseudonym, profile, member } = found;
        lines.push(`identity\t${labelOf(login)}\t${pseudonym}\n`);
        lines.push(`profile\t${pseudonym}\t${profile}\n`, `member\t${pseudonym}\t${member}\n`);
      }
      return lines.join("");
    },
  };
}
