/**
 * Takes the names of forgotten people out of the comment of a notice. It says what was true on its day, so nothing else of
 * it is written again.
 */
import type { Claim } from "#shared/core/outbox.ts";
import type { ThreadKey } from "#shared/core/thread.ts";
import { loginsOfPods, withoutNamesOfPods } from "./names-of-pods.ts";
import { ourComment, rewrite } from "./our-comment.ts";
import { type GitHubContext, placeOf, unknownPlace } from "./place.ts";
import type { Result } from "./results.ts";

const NOBODY = "A former member.";
/** A line about one person: it begins with their name, perhaps in a list. */
const LINE = new RegExp(`^(- )?(@[\\w-]+: .*|${NOBODY})$`, "gm");

export async function sendNoticeNames(
  claim: Claim,
  { thread, comment: id }: { readonly thread: ThreadKey; readonly comment: number },
  context: GitHubContext,
): Promise<Result> {
  const { store } = context;
  const place = await placeOf(thread, store);
  if (!place) return unknownPlace(thread);
  const here = { ...context, claim, thread, place };
  const [named, comment] = await Promise.all([store.namedInNotice(thread, id), ourComment(id, here)]);
  if (!comment) return { state: "sent" };
  const known = await store.members(named);
  const isKnown = named.map((person) => known.has(person));
  const body = isKnown.every(Boolean) ? comment.body : withoutNames(comment.body, isKnown);
  const words = [...new Set(loginsOfPods(body))].map((login) => ({ login }));
  const forgotten = new Set([...(await store.forgottenAmong(words))].map(({ login }) => login));
  const text = withoutNamesOfPods(body, (word) => forgotten.has(word));
  return rewrite(comment, text, here);
}

/**
 * The lines stand in the order of the people. Where somebody edited them into another number, or they are about nobody any
 * more, nothing but the marker stays. Why is not said: it would show who asked to be forgotten.
 */
function withoutNames(body: string, known: readonly boolean[]): string {
  if ((body.match(LINE) ?? []).length !== known.length || !known.includes(true))
    return `${body.split("\n", 1)[0]}\n\nThis notice is out of date.`;
  let at = 0;
  return body.replace(LINE, (line, dash = "") => (known[at++] ? line : `${dash}${NOBODY}`));
}
