/** People: who they are to us, what they told us, and where they stand. */
import * as z from "zod";

export const ABILITIES = ["newcomer", "contributor", "experienced", "maintainer"] as const;
export type Ability = (typeof ABILITIES)[number];

/** 1 newcomer, 2 contributor, 3 experienced, 4 maintainer: what the points count with. */
export type Level = 1 | 2 | 3 | 4;
export const levelOf = (ability: Ability): Level => (ABILITIES.indexOf(ability) + 1) as Level;
export const abilityOf = (level: Level): Ability => ABILITIES[level - 1] as Ability;

/** Merged pull requests that make somebody a contributor, and experienced. Maintainer is only declared. */
export const MERGES_TO_CONTRIBUTOR = 1;
export const MERGES_TO_EXPERIENCED = 10;

/** The declared ability, raised by what was observed; never lowered. */
export function observedAbility(declared: Ability, merged: number): Ability {
  const seen: Level = merged >= MERGES_TO_EXPERIENCED ? 3 : merged >= MERGES_TO_CONTRIBUTOR ? 2 : 1;
  return abilityOf(Math.max(levelOf(declared), seen) as Level);
}

/**
 * `known` were seen on GitHub and never asked; `invited` hold no seat until they accept; `paused` and `independent`
 * are left alone by plans; `alumni` have left.
 */
export const MEMBER_STATES = ["known", "invited", "waiting", "seated", "paused", "independent", "alumni"] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** A random name inside, the only identity that the state, the log and plans hold. */
export type Pseudonym = string;

export const AREAS_PER_MEMBER_MAX = 3;

/** An area named twice is wanted once, as much as where it is named first. */
export const withoutRepeats = (areas: readonly string[]): string[] => [...new Set(areas)];

export const ADVOCATE_HOURS_MAX = 20;

/** GitHub's own limits: 39 characters, letters, digits, single hyphens; an underscore for managed users. */
export const Login = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/, "is not a GitHub login (letters, digits and hyphens, at most 39)");

/** How a person is pointed at from outside. The numeric GitHub id is certain; the login is a label that can change. */
export interface Identity {
  readonly login: string;
  readonly id?: number;
}

/** What a person told us, and what we saw. Stored under the pseudonym; the only place that holds the login. */
export interface Profile {
  readonly login: string;
  readonly id?: number;
  /** Area ids, the most wanted first. */
  readonly areas: readonly string[];
  readonly ability: Ability;
  /** IANA name. */
  readonly timezone?: string;
  /** Volunteered to be an advocate. */
  readonly volunteer: boolean;
  /** Hours a week a volunteer gives. */
  readonly hours?: number;
  /** Merged pull requests seen. */
  readonly merged: number;
  /** When a pause ends, ISO date. */
  readonly pausedUntil?: string;
  /** Said no to an invitation: an import never invites them again. */
  readonly declined?: boolean;
  /** When they first asked to take part, ms. */
  readonly joinedAt?: number;
}

/** Where a person stands. */
export interface Standing {
  readonly state: MemberState;
  /** The pod's number while seated; for somebody paused or gone the pod they left. */
  readonly pod: number | null;
  /** The revision at which they came to this state. */
  readonly since: number;
  readonly pinned: boolean;
}

export interface Member {
  readonly pseudonym: Pseudonym;
  readonly profile: Profile;
  readonly standing: Standing;
}
