/** The model of a comment, and how people, pods and pages are named in it. */
import { neutralise } from "../github/neutralise.ts";
import { Login, type Member, type Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import type { CommandAnswer } from "../thread.ts";

/** Everything that the comment is rendered from, as it is now. */
export interface CommentModel {
  readonly settings: Settings;
  /** The pod that the thread is about; `undefined` where mentions are off or the thread is a draft. */
  readonly near: Pod | undefined;
  /** Its advocate, if they are to be notified. */
  readonly notified: Pseudonym | null;
  readonly answers: readonly CommandAnswer[];
  readonly pods: ReadonlyMap<number, Pod>;
  /** Forgotten people are missing. */
  readonly people: ReadonlyMap<Pseudonym, Member>;
  /** The people who wait for an area, in the order in which they came. */
  readonly queues: ReadonlyMap<string, readonly Pseudonym[]>;
}

/** The login, if it has GitHub's form: no other text may follow an @. */
export function loginOf(person: Pseudonym | null, people: CommentModel["people"]): string | undefined {
  const login = person === null ? undefined : people.get(person)?.profile.login;
  return login !== undefined && Login.safeParse(login).success ? login : undefined;
}

/** Names a person without notifying them. */
export const personLink = (login: string): string => `[${neutralise(login)}](https://github.com/${login})`;

/** A community without a public address has no pages to link to. */
const isPublic = ({ publicUrl }: Settings): boolean => /^https?:/.test(publicUrl);

export const podLink = (pod: Pod, settings: Settings): string =>
  isPublic(settings)
    ? `**[${neutralise(pod.name)}](${settings.publicUrl}/pods/${pod.slug})**`
    : `**${neutralise(pod.name)}**`;
