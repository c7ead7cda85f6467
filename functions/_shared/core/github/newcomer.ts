/** The newcomers whom our comment welcomes, their buddies, and the first merges that it celebrates. */
import { levelOf, type Member, type Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { ThreadKey } from "../thread.ts";
import type { AuthorStanding } from "./speaking.ts";

/** The first steps of a person. */
export interface FirstSteps {
  /** They contributed before we saw them. */
  readonly wasKnown: boolean;
  /** The natural key of their first merged pull request; none if they contributed before it. */
  readonly firstMerge?: string | undefined;
}

/** The author of a thread. */
export interface Author {
  readonly standing: AuthorStanding;
  /** Nobody for bots, and for people who were forgotten. */
  readonly member?: Member | undefined;
}

/** The standings of people who may not know their way around yet. */
const MAY_BE_NEW: readonly AuthorStanding[] = ["known", "invited", "waiting"];

export const isNewcomer = ({ standing, member }: Author, { wasKnown }: FirstSteps): boolean =>
  MAY_BE_NEW.includes(standing) && member?.profile.merged === 0 && !wasKnown;

/** Those of the pod who know their way around, are willing and can be named. */
export function buddiesIn(
  { seats }: Pick<Pod, "seats">,
  members: ReadonlyMap<Pseudonym, Member>,
  author: Pseudonym | undefined,
): Pseudonym[] {
  return seats.flatMap(({ pseudonym, level }) => {
    const profile = members.get(pseudonym)?.profile;
    const isWilling = profile !== undefined && profile.login !== "" && !profile.declined;
    return level >= levelOf("experienced") && pseudonym !== author && isWilling ? pseudonym : [];
  });
}

/** Whether people are glad to hear of their work. */
const IS_GLAD: Readonly<Record<AuthorStanding, boolean>> = {
  known: true,
  invited: true,
  waiting: true,
  seated: true,
  maintainer: true,
  paused: false,
  independent: false,
  declined: false,
  alumni: false,
  forgotten: false,
  nobody: false,
};

export const isFirstMerge = ({ standing }: Author, thread: ThreadKey, { firstMerge }: FirstSteps): boolean =>
  IS_GLAD[standing] && firstMerge === `merged:${thread}`;
