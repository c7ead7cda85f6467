/** People: their identity, their profile and their standing. */
import * as z from "zod";

export const ABILITIES = ["newcomer", "contributor", "experienced", "maintainer"] as const;
export type Ability = (typeof ABILITIES)[number];

/** 1 newcomer, 2 contributor, 3 experienced, 4 maintainer: the abilities as the points use them. */
export type Level = 1 | 2 | 3 | 4;
const LEVELS = { newcomer: 1, contributor: 2, experienced: 3, maintainer: 4 } as const satisfies Record<Ability, Level>;
const BY_LEVEL = { 1: "newcomer", 2: "contributor", 3: "experienced", 4: "maintainer" } as const satisfies Record<
  Level,
  Ability
>;
export const levelOf = (ability: Ability): Level => LEVELS[ability];
export const abilityOf = (level: Level): Ability => BY_LEVEL[level];

/** So many merged pull requests make somebody experienced. */
export const MERGES_TO_EXPERIENCED = 10;

/**
 * `known`: we saw their work on GitHub; they never asked for a seat. `invited`: they hold no seat until they accept.
 * `paused`, `independent`: plans leave them alone. `alumni`: they have left.
 */
export const MEMBER_STATES = ["known", "invited", "waiting", "seated", "paused", "independent", "alumni"] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** A person's random name inside the system: their only identity in the seating, the log and plans. */
export type Pseudonym = string;

export const AREAS_PER_MEMBER_MAX = 3;

/** An area named twice counts once, at its first place. */
export const withoutRepeats = (areas: readonly string[]): string[] => [...new Set(areas)];

export const ADVOCATE_HOURS_MAX = 20;

export const COMPANIONS_MAX = 2;

/** GitHub's own limits: 39 characters, letters, digits, single hyphens; an underscore for managed users. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
export const isLogin = (text: string): boolean => LOGIN.test(text);
export const Login = z.string().regex(LOGIN, "is not a GitHub login (letters, digits and hyphens, at most 39)");

/** A person as the outside world names them. The numeric GitHub id is certain; the login is a label that can change. */
export interface Identity {
  readonly login: string;
  readonly id?: number;
}

/** Who else says something about a person: a maintainer, or a file that was imported. */
export type Other = "maintainer" | "file";

/** What we know about a person, stored under the pseudonym. Only the profile holds the login. */
export interface Profile {
  /** "" while it is unknown: somebody else took the one they had. */
  readonly login: string;
  readonly id?: number;
  /** Area ids, the most wanted first. */
  readonly areas: readonly string[];
  readonly ability: Ability;
  /** IANA name. */
  readonly timezone?: string;
  /** They are listed as a volunteer for the role of advocate. */
  readonly volunteer: boolean;
  /** Who listed them, if they did not volunteer themselves. */
  readonly volunteerBy?: Other;
  /** Hours a week a volunteer gives. */
  readonly hours?: number;
  /** The last month in which they want to be an advocate: `2027-06`. */
  readonly term?: string;
  /** Any area suits them, also those that they did not name. */
  readonly anywhere?: boolean;
  /** Who said so, if they did not say it themselves. */
  readonly anywhereBy?: Other;
  /** They agree to be introduced where the community posts its news, when they have a seat. */
  readonly introduce?: boolean;
  /** The people they would like to sit with. Nobody else sees it. */
  readonly with?: readonly Pseudonym[];
  /** Merged pull requests seen. */
  readonly merged: number;
  /** The last day of a break, ISO date. */
  readonly pausedUntil?: string;
  /** They gave up a seat or a place for the break, and so come back at its end. */
  readonly comesBack?: true;
  /** They declined an invitation: an import never invites them again. */
  readonly declined?: boolean;
  /** They want to hear of no seat in an area that they did not name, since they asked for a seat last. */
  readonly noOffers?: boolean;
  /** When they took their first seat, ms. */
  readonly joinedAt?: number;
  /** The key of the thread where they last asked for a seat in a comment. */
  readonly thread?: string;
}

/** A person's state, and their seat. */
export interface Standing {
  readonly state: MemberState;
  /** The number of their pod; of the pod they left, for a person who is paused or gone. */
  readonly pod: number | null;
  /** The revision at which this state began. For people who go on without a seat or a place, the one at which that began. */
  readonly since: number;
  readonly pinned: boolean;
}

/** Whether people in a state asked to take part; anybody is `known` who opens an issue. */
const TAKES_PART = {
  known: false,
  invited: false,
  waiting: true,
  seated: true,
  paused: true,
  independent: true,
  alumni: false,
} as const satisfies Record<MemberState, boolean>;

/** Whether they asked to take part, or work of theirs was merged. */
export const takesPart = ({ profile, standing }: Member): boolean => TAKES_PART[standing.state] || profile.merged > 0;

export interface Member {
  readonly pseudonym: Pseudonym;
  readonly profile: Profile;
  readonly standing: Standing;
}

/**
 * Whether pages and the digest leave their name out, as the privacy page promises. An invitation is no word of theirs, so it
 * takes nobody's name away. People who declined but now work independently are thanked by name again.
 */
export const isHidden = ({ profile, standing: { state } }: Pick<Member, "profile" | "standing">): boolean =>
  state === "paused" || (state === "known" && profile.declined === true);
