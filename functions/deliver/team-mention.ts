/** The mention of a pod's team, in place of people. Where it cannot be reached, the advocate is asked instead. */
import type { TeamFault } from "#shared/core/github/mentioning.ts";
import type { Pod } from "#shared/core/pod.ts";
import { isOfOrganisation, type Settings } from "#shared/core/settings.ts";
import type { CommentState, TeamMention } from "#shared/core/thread.ts";
import type { Writing } from "#shared/github/call.ts";
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
  const { settings, place } = here;
  if (settings.mentions.mode !== "team") return null;
  if (team?.of === pod.number) return team;
  if (!isNew || named.includes(pod.number)) return null;
  if (!isOfOrganisation(place.repository, settings.organisation)) return { of: pod.number, state: "missed" };
  return { of: pod.number, state: (await lookForTeam(pod, here)) ? "missed" : "asked" };
}

/** The right to mention the team. An edit without it keeps the words, which GitHub shows as no mention then. */
export const writingOf = async (pod: Pod, here: Here): Promise<Writing> =>
  (await lookForTeam(pod, here)) === "no-right" ? "issues" : "teams";

async function lookForTeam(pod: Pod, here: Here): Promise<TeamFault | undefined> {
  const { store, github, settings, place } = here;
  const fault = await faultOf(here, "no-team", () => github.hasTeam(place, settings.organisation, pod.slug));
  if (fault) await store.noteTeam(pod.number, fault);
  return fault;
}

async function faultOf({ now }: Here, otherwise: TeamFault, ask: () => Promise<boolean>) {
  try {
    return (await ask()) ? undefined : otherwise;
  } catch (error) {
    const failure = failureOf(error, now);
    if (failure.kind === "refused" && failure.about === "permission") return "no-right";
    throw error;
  }
}

/** Reads the comment as GitHub shows it: a team that is secret, or may not read the repository, is no link there. */
export async function teamRead(pod: Pod, comment: number, here: Here): Promise<TeamMention> {
  const { store, github, settings, place } = here;
  const { organisation } = settings;
  const fault = await faultOf(here, "not-read", () => github.mentionsTeam(place, comment, organisation, pod.slug));
  await store.noteTeam(pod.number, fault);
  return { of: pod.number, state: fault ? "missed" : "reached" };
}
