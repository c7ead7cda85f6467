/** The hard rules of a seating, written a second time and independently, for tests. */
import type { Community, Seating } from "#shared/core/scoring/community.ts";

/** All broken rules that no conflict between rules excuses, one line each. */
export function brokenRules({ areas, members, pods }: Community, seating: Seating): string[] {
  const broken: string[] = [];
  const byId = new Map(members.map((member) => [member.id, member]));
  const before = new Map(pods.map((pod) => [pod.id, pod]));
  const seen = new Map<string, number>();
  for (const id of seating.waiting) seen.set(id, (seen.get(id) ?? 0) + 1);
  const open = seating.waiting.filter((id) => byId.get(id)?.anywhere);
  const hasRoom = seating.pods.some(({ id, members }) => members.length < 9 && !before.get(id)?.locked);
  if (members.length >= 5 && areas.length > 0 && open.length > 0 && (open.length >= 5 || hasRoom)) {
    broken.push(`${open.length} people who are open to any area wait`);
  }
  for (const area of areas) {
    const agree = seating.waiting.filter((id) => byId.get(id)?.anywhere || byId.get(id)?.areas.includes(area));
    if (members.length >= 5 && agree.length >= 5) broken.push(`${agree.length} people who agree to ${area} wait`);
  }
  if (members.length < 5 && seating.pods.length > 0) broken.push("a pod of too few");
  if (new Set(seating.pods.map((pod) => pod.id)).size < seating.pods.length) broken.push("two pods of one id");

  for (const pod of seating.pods) {
    for (const id of pod.members) seen.set(id, (seen.get(id) ?? 0) + 1);
    if (pod.members.length < 5 || pod.members.length > 9) broken.push(`${pod.id} has ${pod.members.length} people`);
    const old = before.get(pod.id);
    if (old ? old.area !== pod.area : !areas.includes(pod.area)) broken.push(`${pod.id} is in ${pod.area}`);
    const volunteers = pod.members.filter((id) => byId.get(id)?.volunteer);
    if (pod.advocate === null ? volunteers.length > 0 : !volunteers.includes(pod.advocate)) {
      broken.push(`${pod.id} has the advocate ${pod.advocate}`);
    }
    if (old?.advocate && volunteers.includes(old.advocate) && old.advocate !== pod.advocate) {
      broken.push(`${pod.id} has its advocate replaced`);
    }
  }
  const after = podsOf(seating);
  const areaOf = new Map(seating.pods.map((pod) => [pod.id, pod.area]));
  for (const { id, areas, anywhere, settled, pod } of members) {
    const now = after.get(id) ?? null;
    const area = areaOf.get(now ?? "");
    if (area !== undefined && now !== pod && !anywhere && !areas.includes(area)) broken.push(`${id} is in ${area}`);
    const home = before.get(pod ?? "");
    if (!home || !isSound(members, home.id) || members.length < 5) continue;
    if (now === null) broken.push(`${id} lost a seat`);
    if (!settled && areas.includes(home.area) && now !== pod) broken.push(`${id} moved and had not settled`);
  }
  for (const { id } of members) if (seen.get(id) !== 1) broken.push(`${id} is listed ${seen.get(id) ?? 0} times`);
  if (seen.size > members.length) broken.push("a stranger is seated");
  return broken;
}

/** Whether a pod has five to nine people. */
export function isSound(members: Community["members"], pod: string): boolean {
  const size = members.filter((member) => member.pod === pod).length;
  return size >= 5 && size <= 9;
}

/** The new seats; waiting people are left out. */
export function podsOf(seating: Seating): Map<string, string> {
  return new Map(seating.pods.flatMap((pod) => pod.members.map((id) => [id, pod.id] as const)));
}

/** People who sat in a living pod and no longer sit there. */
export function movedPeople({ members, pods }: Community, seating: Seating): string[] {
  const after = podsOf(seating);
  const living = new Set(pods.map((pod) => pod.id));
  return members.flatMap(({ id, pod }) => (pod !== null && living.has(pod) && after.get(id) !== pod ? [id] : []));
}
