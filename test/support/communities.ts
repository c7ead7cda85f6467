/** Communities for property tests. */

import type { Community, Level, PlacedMember, PlacedPod } from "#shared/core/scoring/community.ts";
import fc from "./fast-check.ts";

const AREAS = ["cli", "docs", "gateway", "operator"];

/** The random draw for one person; `at` chooses among the existing pods. */
const drawn = fc.record({
  level: fc.constantFrom<Level>(1, 2, 3, 4),
  offset: fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 8, arbitrary: fc.integer({ min: -12, max: 14 }) },
  ),
  areas: fc.shuffledSubarray(AREAS, { maxLength: 3 }),
  volunteer: fc.boolean(),
  pinned: fc.boolean(),
  anywhere: fc.boolean(),
  settled: fc.boolean(),
  /** Whom they would like to sit with, as steps to the person in a list of all. */
  wishes: fc.array(fc.nat({ max: 100 }), { maxLength: 2 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

interface Shape {
  /** How many people a pod may have. */
  readonly podMin: number;
  readonly podMax: number;
  readonly podsMax: number;
  readonly waitingMax: number;
}

/** Any community: pods of `podMin` to `podMax` people, some waiting, with random pins, locks, advocates and wishes. */
export function communities({ podMin, podMax, podsMax, waitingMax }: Shape): fc.Arbitrary<Community> {
  const pod = fc.record({
    area: fc.constantFrom(...AREAS),
    people: fc.array(drawn, { minLength: podMin, maxLength: podMax }),
    locked: fc.boolean(),
    pins: fc.boolean(),
    advocate: fc.nat(),
  });
  return fc
    .record({ pods: fc.array(pod, { maxLength: podsMax }), waiting: fc.array(drawn, { maxLength: waitingMax }) })
    .map(({ pods, waiting }) => {
      const members: PlacedMember[] = [];
      const everybody = pods.reduce((sum, { people }) => sum + people.length, waiting.length);
      const add = ({ wishes, ...person }: Drawn, seat: string | null, pins: boolean) => {
        const number = members.length;
        const wished = wishes.map((steps) => `m${(number + 1 + steps) % everybody}`);
        members.push({ ...person, id: `m${number}`, pod: seat, pinned: pins && person.pinned, with: wished });
      };
      const placed = pods.map(({ area, people, locked, pins, advocate }, n): PlacedPod => {
        const id = String(n + 1);
        for (const person of people) add(person, id, pins);
        const volunteers = members.filter((member) => member.pod === id && member.volunteer);
        return { id, area, locked, advocate: volunteers[advocate % Math.max(1, volunteers.length)]?.id ?? null };
      });
      for (const person of waiting) add(person, null, false);
      return { areas: AREAS, members, pods: placed };
    });
}
