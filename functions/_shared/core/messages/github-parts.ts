/** What a comment is made from, and how people, pods and pages are named in it. */
import { neutralise } from "../github/neutralise.ts";
import { Login, type Member, type Pseudonym } from "../member.ts";
import type { Pod } from "../pod.ts";
import type { Settings } from "../settings.ts";
import type { CommandAnswer } from "../thread.ts";

/** All the comment is made from, as it is now. */
export interface CommentModel {
  readonly settings: Settings;
  /** The pod the thread is close to; nothing is said of any where mentions are off or the thread is a draft. */
  readonly near: Pod | undefined;
  /** Its advocate, where they are to be notified. */
  readonly notified: Pseudonym | null;
  readonly answers: readonly CommandAnswer[];
  readonly pods: ReadonlyMap<number, Pod>;
  /** Who was forgotten is missing. */
  readonly people: ReadonlyMap<Pseudonym, Member>;
  /** Who waits for an area, first come first. */
  readonly queues: ReadonlyMap<string, readonly Pseudonym[]>;
}

/** A login as GitHub writes them; anything else is not put behind an @. */
export function loginOf(person: Pseudonym | null, people: CommentModel["people"]): string | undefined {
  const login = person === null ? undefined : people.get(person)?.profile.login;
  return login !== undefined && Login.safeParse(login).success ? login : undefined;
}

/** Names somebody without notifying them. */
export const personLink = (login: string): string => `[${neutralise(login)}](https://github.com/${login})`;

/** A community without a public address has no pages to link to. */
const isPublic = ({ publicUrl }: Settings): boolean => /^https?:/.test(publicUrl);

export const podLink = (pod: Pod, settings: Settings): string =>
  isPublic(settings)
    ? `**[${neutralise(pod.name)}](${settings.publicUrl}/pods/${pod.slug})**`
    : `**${neutralise(pod.name)}**`;

export const pageLink = (settings: Settings, page: string): string =>
  isPublic(settings) ? ` (${settings.publicUrl}/${page})` : "";
