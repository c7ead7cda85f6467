/** The community as numbers: people, pods and areas in the order of their ids, so that the order given means nothing. */
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

export function* indexCommunity(community: Community): Generator<void, Indexed> {
  const areas = [...new Set([...community.areas, ...community.pods.map((pod) => pod.area)])].sort(byText);
  const named = new Set(community.areas.length > 0 ? community.areas : areas);
  const members = yield* sortById(community.members);
  const pods = yield* sortById(community.pods);
  return {
    members,
    pods,
    areas,
    formable: areas.flatMap((area, number) => (named.has(area) ? [number] : [])),
    areaNumber: new Map(areas.map((area, number) => [area, number])),
    podNumber: yield* numbers(pods),
    memberNumber: yield* numbers(members),
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many rows are handled between two pauses. */
const SLICE = 4096;

function* numbers(rows: readonly { readonly id: string }[]): Generator<void, Map<string, number>> {
  const map = new Map<string, number>();
  for (const [number, row] of rows.entries()) {
    map.set(row.id, number);
    if (number % SLICE === SLICE - 1) yield;
  }
  return map;
}

/** Merge sort that pauses, because sorting a hundred thousand people at once would hold up everything else. */
export function* sortById<Row extends { readonly id: string }>(rows: readonly Row[]): Generator<void, Row[]> {
  let runs: Row[][] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    runs.push(rows.slice(from, from + SLICE).sort((a, b) => byText(a.id, b.id)));
    yield;
  }
  while (runs.length > 1) {
    const merged: Row[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at]!, runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<Row extends { readonly id: string }>(left: Row[], right: Row[]): Generator<void, Row[]> {
  const out: Row[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    out.push(right[r]!.id < left[l]!.id ? right[r++]! : left[l++]!);
    if (out.length % SLICE === 0) yield;
  }
  while (l < left.length) out.push(left[l++]!);
  while (r < right.length) out.push(right[r++]!);
  return out;
}
