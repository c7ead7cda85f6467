/** The errands that write again what we said on GitHub about a person, without their name. */
import type { Pseudonym } from "../core/member.ts";
import { type Errand, GITHUB } from "../core/outbox.ts";
import { slugOf } from "../core/pod-names.ts";
import type { Client } from "./client.ts";
import { scanHash } from "./scan.ts";

/** Reads everything: people rarely ask to be forgotten, and an index of names would be one more place to clean. */
export async function errandsAbout(client: Client, pseudonym: Pseudonym): Promise<Errand[]> {
  const errands: Errand[] = [];
  // An answer that is pending may be on its way at this moment, with the name.
  for (const key of ["comments", "answers", "replies", "notices", "digests"] as const) {
    const holds = (text: string) => text.includes(pseudonym);
    for await (const [field] of scanHash(client, client.keys.fixed(key), { holds }))
      errands.push(ERRAND_OF[key](field));
  }
  return errands;
}

/**
 * The same about pods whose names hold the name of a person. Names that pods had before are not kept: a comment that still
 * says one loses it when it is written again for another reason.
 */
export async function errandsAboutPods(client: Client, pods: ReadonlySet<string>): Promise<Errand[]> {
  const errands: Errand[] = [];
  if (pods.size === 0) return errands;
  const any = `(?:${[...pods].join("|")})`;
  // An answer about a pod that nobody was in holds its slug.
  const slugs = [...pods].map((number) => slugOf(Number(number))).join("|");
  const ofPod = new RegExp(`"(?:pod|from)":${any}\\b|"(?:pods|named)":\\[(?:\\d+,)*${any}\\b|"detail":"(?:${slugs})"`);
  for (const key of ["comments", "answers", "replies"] as const) {
    for await (const [field] of scanHash(client, client.keys.fixed(key), { holds: (text) => ofPod.test(text) }))
      errands.push(ERRAND_OF[key](field));
  }
  for await (const [field] of scanHash(client, client.keys.fixed("credits"), { holds: (text) => ofPod.test(text) }))
    errands.push(releaseErrand(field));
  return errands;
}

/**
 * Those of every notice. Its text is not stored and never brought up to date, so it may name a pod that has another name by
 * now, or has closed.
 */
export async function errandsOfNotices(client: Client): Promise<Errand[]> {
  const errands: Errand[] = [];
  for await (const [field] of scanHash(client, client.keys.fixed("notices"), { holds: (people) => people !== "" }))
    errands.push(ERRAND_OF.notices(field));
  return errands;
}

const ERRAND_OF = {
  comments: (thread: string): Errand => ({ kind: "thread", thread }),
  answers: (thread: string): Errand => ({ kind: "answers", thread }),
  replies: replyErrand,
  digests: digestErrand,
  notices: (field: string): Errand => ({ kind: "notice-names", ...placeIn(field) }),
} as const;

export function replyErrand(field: string): Errand {
  return { kind: "reply", ...placeIn(field) };
}

/** `<repository>/<release>` */
export function releaseErrand(field: string): Errand {
  const [repository = 0, release = 0] = field.split("/").map(Number);
  return { kind: "release", repository, release };
}

/** Where the digest stands in an issue, it is written again. */
export function digestErrand(week: string): Errand {
  return { kind: "digest", week, destination: GITHUB };
}

/** `<thread>/<comment>` */
function placeIn(field: string) {
  const [thread = "", comment] = field.split("/");
  return { thread, comment: Number(comment) };
}
