/** The mention of a pod's team, in place of people. Where it cannot be reached, the advocate is asked instead. */
import type { TeamFault } from "#shared/core/github/mentioning.ts";
import type { Pod } from "#shared/core/pod.ts";
import { isOfOrganisation, type Settings } from "#shared/core/settings.ts";
import type { CommentState, TeamMention } from "#shared/core/thread.ts";
import { failureOf } from "#shared/github/failure.ts";
import type { Here } from "./place.ts";

/** The words behind the @: the team of the organisation that is called as the pod is in its address. */
export const teamName = ({ slug }: Pick<Pod, "slug">, { organisation }: Settings): string => `${organisation}/${slug}`;

/** Whether our comment mentions the pod's team. An edit does so only if the pod is named for the first time. */
export async function teamIn(
  pod: Pod,
  { team, named }: CommentState,
  isNew: boolean,
  here: Here,
): Promise<TeamMention | null> {
  const { store, settings, place } = here;
  if (settings.mentions.mode !== "team") return null;
  if (team?.of === pod.number) return team;
  if (!isNew || named.includes(pod.number)) return null;
  if (!isOfOrganisation(place.repository, settings.organisation)) return { of: pod.number, state: "missed" };
  const fault = await faultOf(pod, here);
  if (fault) await store.noteTeam(pod.number, fault);
  return { of: pod.number, state: fault ? "missed" : "asked" };
}

async function faultOf({ slug }: Pod, { github, settings, place, now }: Here): Promise<TeamFault | undefined> {
  try {
    return (await github.hasTeam(place, settings.organisation, slug)) ? undefined : "no-team";
  } catch (error) {
    const failure = failureOf(error, now);
    if (failure.kind === "refused" && failure.about === "permission") return "no-right";
    throw error;
  }
}

/** Reads the comment as GitHub shows it: a team that is secret, or may not read the repository, is no link there. */
export async function teamRead(pod: Pod, comment: number, here: Here): Promise<TeamMention> {
  const { store, github, settings, place } = here;
  const isReached = await github.mentionsTeam(place, comment, settings.organisation, pod.slug);
  await store.noteTeam(pod.number, isReached ? undefined : "not-read");
  return { of: pod.number, state: isReached ? "reached" : "missed" };
}
