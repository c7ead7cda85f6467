import { ABILITIES, type Ability } from "#shared/core/member.ts";
import type { Random } from "#shared/core/search/random.ts";

/** An invented person: a row of the demo's import, and an author of its activity. */
export interface DemoPerson {
  /** Far above any number that GitHub has assigned, so that it is no real account's. */
  readonly id: number;
  readonly login: string;
  /** The most wanted first. */
  readonly areas: readonly string[];
  readonly ability: Ability;
  readonly timezone: string;
  readonly advocate: boolean;
  readonly mode: "pod" | "offer" | "independent";
}

const FIRST_ID = 9_000_000_000;

const GIVEN =
  "amara bao chidi dalia emre farah goran hana idris jonna kofi lena mira noor otto priya quim rosa sanna tomas uma vera wanja ximena yusuf zora anselm birgit cosmo deepa elif fionn greta henk ines jarek katya liam mina nils olwen petra ravi selma tariq ulla viggo wim yara zeno".split(
    " ",
  );
const FAMILY =
  "achebe bergman costa duarte eze fischer gupta haddad ito jensen kowal larsen menon novak okafor pereira quist rossi sato tanaka ueda vargas weiss xu yilmaz zeman abara brandt chen dimitrov ekwueme ferro grimm hughes iyer jansen khan lind mensah nakamura olsen petrov rahman silva toth ulrich vance wolff young zhang".split(
    " ",
  );
/** Zones with more people occur more often. */
const TIMEZONES =
  "Europe/Berlin Europe/Berlin Europe/London Europe/London Europe/Warsaw Europe/Istanbul Africa/Lagos Africa/Nairobi Asia/Kolkata Asia/Kolkata Asia/Shanghai Asia/Tokyo Australia/Sydney America/New_York America/New_York America/Chicago America/Los_Angeles America/Sao_Paulo".split(
    " ",
  );
/** Of a hundred people: newcomers, contributors, experienced, maintainers. */
const ABILITY_PERCENT = [38, 36, 20, 6] as const;
const MODE_PERCENT = { pod: 76, independent: 16, offer: 8 } as const;
const ADVOCATE_PERCENT = 30;

/** `count` people, the same for the same generator, interested in `areas`, of which the first are the most popular. */
export function inventPeople(count: number, areas: readonly string[], random: Random): DemoPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const ability = ABILITIES[pick(ABILITY_PERCENT, random)] ?? "newcomer";
    const mode = (["pod", "independent", "offer"] as const)[pick(Object.values(MODE_PERCENT), random)] ?? "pod";
    return {
      id: FIRST_ID + index,
      login: loginOf(index),
      areas: interests(areas, random),
      ability,
      timezone: TIMEZONES[random.below(TIMEZONES.length)] ?? "UTC",
      advocate: mode === "pod" && ability !== "newcomer" && random.below(100) < ADVOCATE_PERCENT,
      mode,
    };
  });
}

/** The rows of an import, in the words of its columns. */
export function toCsv(people: readonly DemoPerson[]): string {
  const rows = people.map(({ login, areas, ability, timezone, advocate, mode }) =>
    [login, areas.join("|"), ability, timezone, advocate ? "yes" : "", mode].join(","),
  );
  return ["login,areas,ability,timezone,advocate,mode", ...rows, ""].join("\n");
}

/** Every pair of names once, in an order in which neighbours differ in both; then again with a number. */
function loginOf(index: number): string {
  const given = GIVEN[index % GIVEN.length];
  const round = Math.floor(index / GIVEN.length);
  const family = FAMILY[(index * 7 + round) % FAMILY.length];
  const again = Math.floor(index / (GIVEN.length * FAMILY.length));
  return again === 0 ? `${given}-${family}` : `${given}-${family}-${again + 1}`;
}

/** One to three areas. The earlier an area is listed in the settings, the more people want it. */
function interests(areas: readonly string[], random: Random): string[] {
  const wanted = new Set<string>();
  const count = Math.min(1 + random.below(3), areas.length);
  const weights = areas.map((_, index) => Math.round(1000 / (4 + index)));
  while (wanted.size < count) wanted.add(areas[pick(weights, random)] ?? "");
  return [...wanted];
}

/** An index, chosen in proportion to its weight. */
function pick(weights: readonly number[], random: Random): number {
  let at = random.below(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.findIndex((weight) => {
    at -= weight;
    return at < 0;
  });
}
