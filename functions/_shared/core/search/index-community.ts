/** The community as numbers: people, pods and areas in the order of their ids, so that the input's order does not count. */
import type { Community, PlacedMember, PlacedPod } from "../scoring/community.ts";

export interface Indexed {
  readonly members: readonly PlacedMember[];
  readonly pods: readonly PlacedPod[];
  /** Area ids: those of the community and of its pods. */
  readonly areas: readonly string[];
  /** Areas (by number) in which a pod may be formed. */
  readonly formable: readonly number[];
  readonly areaNumber: ReadonlyMap<string, number>;
  readonly podNumber: ReadonlyMap<string, number>;
  readonly memberNumber: ReadonlyMap<string, number>;
}

export function indexCommunity(community: Community): Indexed {
  const areas = [...new Set([...community.areas, ...community.pods.map((pod) => pod.area)])].sort(byText);
  const named = new Set(community.areas.length > 0 ? community.areas : areas);
  const members = sortById(community.members);
  const pods = sortById(community.pods);
  return {
    members,
    pods,
    areas,
    formable: areas.flatMap((area, number) => (named.has(area) ? [number] : [])),
    areaNumber: new Map(areas.map((area, number) => [area, number])),
    podNumber: numbers(pods),
    memberNumber: numbers(members),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const numbers = (rows: readonly { readonly id: string }[]): Map<string, number> =>
  new Map(rows.map((row, number) => [row.id, number]));

export function sortById<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => byText(a.id, b.id));
}
