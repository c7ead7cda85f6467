/**
 * Writes the credits into the notes of a release: once it is published, only inside our region, and never against the will of
 * the people who edit the notes.
 */
import { createHash } from "node:crypto";
import type { ReleaseWork } from "#shared/core/digest/shipped.ts";
import type { Claim, Errand } from "#shared/core/outbox.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { CreditsState } from "#shared/core/ports.ts";
import type { Release } from "#shared/github/releases.ts";
import { creditsText, type ReleaseCredits } from "./credits/credits-text.ts";
import { findRegion, type Region, regionText, withRegion } from "./credits/region.ts";
import { gatherCredits } from "./gather-credits.ts";
import type { GitHubContext } from "./place.ts";
import type { ReleaseHere } from "./release-here.ts";
import { afterFailure, isGone, LEASE_MS, type Result, retryFor } from "./results.ts";

/** GitHub takes no longer notes. */
const NOTES_LENGTH_MAX = 125_000;
/** How long edits are taken for those of whoever saved over us. */
const CROSSED_MS = 3_600_000;

export async function sendRelease(
  claim: Claim,
  errand: Extract<Errand, { kind: "release" }>,
  context: GitHubContext,
): Promise<Result> {
  const { store, now } = context;
  const repository = await store.repository(errand.repository);
  if (!repository) return { state: "off", detail: `the repository ${errand.repository} is unknown` };
  // Our record of a private repository is shown nowhere, not even there: its notes may become public one day.
  if (repository.private) return { state: "sent" };
  const state = (await store.creditsState(errand)) ?? { regions: [], written: false };
  if (state.off === "removed" || (errand.edited && !mayMend(state, claim, now))) return { state: "sent" };
  const place = { repository: repository.name, repositoryId: repository.id };
  const here = { ...context, claim, place, key: errand };
  const result = await credit(here, state).catch((error: unknown) => afterFailure(claim, error, now));
  if (result.state === "dead") {
    const latest = (await store.creditsState(errand)) ?? state;
    await store.saveCreditsState(errand, { ...latest, off: "refused" });
  }
  return result;
}

/** Whether an edit may have mended why it was given up. A robot that saves over us edits, too, and right then. */
const mayMend = ({ off, crossedAt = 0 }: CreditsState, { attempts }: Claim, now: number): boolean =>
  off === "refused" && (attempts > 0 || now - crossedAt > CROSSED_MS);

async function credit(here: ReleaseHere, state: CreditsState): Promise<Result> {
  const { github, place, settings, store } = here;
  const release = await releaseNow(here);
  // One that was deleted has no notes.
  if (!release || release.draft) return { state: "sent" };
  const isOurs = (notes: string) => regionIn(notes, state).state === "ours";
  const credits = isOurs(release.notes) ? await gatherCredits(release, here) : undefined;

  // Read again, since gathering takes a while, and what people saved meanwhile must not be lost.
  const { notes } = credits ? await github.release(place, here.key.release) : release;
  const found = regionIn(notes, state);
  switch (found.state) {
    case "removed":
      await store.saveCreditsState(here.key, { ...state, off: "removed" }, []);
      return { state: "sent" };
    case "broken":
      return { state: "dead", detail: `the notes of ${release.tag} in ${place.repository} ${found.fault}` };
    case "edited": {
      const changed = withRegion(notes, found.region, await withoutForgotten(regionText(notes, found.region), here));
      return changed === notes ? { state: "sent" } : save(changed, here);
    }
    case "ours": {
      if (!credits) return { state: "sent" };
      const fits = (text: string) => withRegion(notes, found.region, text).length <= NOTES_LENGTH_MAX;
      const text = creditsText(credits, settings, fits);
      if (text === undefined)
        return { state: "dead", detail: `the notes of ${release.tag} in ${place.repository} have no room for credits` };
      const known = { ...state, work: workIn(credits) };
      return write(text, withRegion(notes, found.region, text), notes, known, here);
    }
    default:
      return found satisfies never;
  }
}

async function releaseNow({ github, place, key, claim, now }: ReleaseHere): Promise<Release | undefined> {
  try {
    return await github.release(place, key.release);
  } catch (error) {
    if (isGone(claim, error, now)) return undefined;
    throw error;
  }
}

type Found =
  /** Where we may write. */
  | { readonly state: "ours"; readonly region: Exclude<Region, { state: "broken" }> }
  /** A person edited what we wrote: only the names of forgotten people are still taken out. */
  | { readonly state: "edited"; readonly region: Extract<Region, { state: "present" }> }
  | { readonly state: "removed" }
  | { readonly state: "broken"; readonly fault: string };

function regionIn(notes: string, { regions, written }: CreditsState): Found {
  const region = findRegion(notes);
  if (region.state === "broken") return region;
  if (region.state === "absent") return written ? { state: "removed" } : { state: "ours", region };
  const isOurs = regions.length === 0 || regions.includes(hashOf(regionText(notes, region)));
  return isOurs ? { state: "ours", region } : { state: "edited", region };
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Only logins that we put there: an @ in a title is neutralised. */
const MENTION = /(?<![\w@])@([A-Za-z0-9][\w-]*)/g;
const mentionsIn = (text: string): string[] => [...text.matchAll(MENTION)].map(([, login = ""]) => login);

async function withoutForgotten(text: string, { store }: ReleaseHere): Promise<string> {
  const forgotten = await store.forgottenAmong(mentionsIn(text).map((login) => ({ login })));
  const names = new Set([...forgotten].map(({ login }) => login));
  return text.replace(MENTION, (mention, login: string) => (names.has(login) ? "a former member" : mention));
}

/** For the digest, which names what is in a release. */
const workIn = ({ work }: ReleaseCredits): ReleaseWork =>
  work.map(({ pod, pulls }) => ({
    pod: (pod && numberOf(pod.slug)) ?? null,
    pulls: pulls.map(({ number }) => number),
  }));

/** Saves what is about to be written, so that after a crash our region is known as ours. */
async function write(
  text: string,
  changed: string,
  notes: string,
  state: CreditsState,
  here: ReleaseHere,
): Promise<Result> {
  const { store, now } = here;
  const hash = hashOf(text);
  if (changed !== notes) {
    const intended = { ...state, regions: [...new Set([...state.regions, hash])] };
    await store.saveCreditsState(here.key, intended, mentionsIn(text));
    const result = await save(changed, here);
    // The person who saved the notes meanwhile did not see our region, so they did not remove it.
    if (result.state === "retry" || result.state === "dead")
      await store.saveCreditsState(here.key, { ...intended, written: false, crossedAt: now }, mentionsIn(text));
    if (result.state !== "sent") return result;
  }
  const { off, crossedAt, ...known } = state;
  await store.saveCreditsState(here.key, { ...known, regions: [hash], written: true }, mentionsIn(text));
  return { state: "sent" };
}

/** Somebody may save the notes at the same moment, from an editor that was opened before, or a robot whenever we do. */
async function save(changed: string, here: ReleaseHere): Promise<Result> {
  const { store, github, claim, place } = here;
  if (!(await store.beginSend(claim, LEASE_MS))) return { state: "lost" };
  await github.saveNotes(place, here.key.release, changed);
  const { notes } = await github.release(place, here.key.release);
  if (notes === changed) return { state: "sent" };
  const detail = `the notes of a release in ${place.repository} were saved by somebody else at the same moment`;
  return retryFor(claim, detail);
}
