/** Runs verbs: as functions of the library, which is loaded where it is missing; where Redis refuses that, as scripts. */

import type { Verb } from "./assemble-library.ts";
import type { Keys } from "./keys.ts";
import { callOf, library, VERBS } from "./library.ts";
import type { Pipeline, RedisCommand, RedisReply } from "./pipeline.ts";

/** After a refusal the verbs run as scripts for so long, at twice the time each. Rights and memory may come back. */
const REFUSED_MS = 60_000;
const MARK_EVERY_MS = 24 * 3_600_000;

/** What follows the name of a verb. */
type CallArgs = readonly (string | number)[];

/** A call that fails does not stop the others. */
type Caller = (verb: Verb, calls: readonly CallArgs[], send: Pipeline["pipelined"]) => Promise<RedisReply[]>;

export function openCaller(pipelined: Pipeline["pipelined"], keys: Keys, now = () => performance.now()): Caller {
  let loading: Promise<boolean> | undefined;
  let refusedUntil = 0;
  let markedUntil = 0;

  /** Whether the library is there afterwards. Another process may have loaded it at the same moment. */
  async function load(): Promise<boolean> {
    const [[error] = [null]] = await pipelined([["FUNCTION", "LOAD", library().text]]);
    const loaded = error === null || /already exists/.test(error.message);
    if (!loaded) refusedUntil = now() + REFUSED_MS;
    return loaded;
  }

  type Send = (calls: readonly CallArgs[]) => Promise<RedisReply[]>;

  async function run(verb: Verb, calls: readonly CallArgs[], send: Pipeline["pipelined"]): Promise<RedisReply[]> {
    const asFunctions: Send = (calls) => send(calls.map((call) => ["FCALL", library().functionOf(verb), ...call]));
    const asScripts: Send = (calls) => sendScripts(verb, calls, send);
    if (now() < refusedUntil) return asScripts(calls);
    const first = await asFunctions(calls);
    const second = await again(first, isMissing, calls, async (missing) => {
      loading ??= load().finally(() => {
        loading = undefined;
      });
      return (await loading) ? asFunctions(missing) : asScripts(missing);
    });
    return again(second, isMissing, calls, asScripts);
  }

  /** Says that this version is in use, and removes those that nobody has used for long: a deploy leaves one behind. */
  async function mark(): Promise<void> {
    const verb = VERBS["mark-library"];
    const [[, reply] = [null]] = await run(verb, [callOf(verb, keys, {}, { library: library().name })], pipelined);
    const [outcome, ...unused] = (reply ?? []) as string[];
    if (outcome !== "marked") return;
    for (const name of unused) {
      await pipelined([
        ["FUNCTION", "DELETE", name],
        ["HDEL", keys.fixed("libraries"), name],
      ]);
    }
  }

  return async (verb, calls, send) => {
    const replies = await run(verb, calls, send);
    if (now() >= markedUntil) {
      markedUntil = now() + MARK_EVERY_MS;
      // A version that stays too long costs some memory; whatever refuses this refuses calls as well, which say so.
      mark().catch(() => {});
    }
    return replies;
  };
}

/** By EVALSHA. While Redis has forgotten the script, one of the calls brings it along, since its text is long. */
async function sendScripts(verb: Verb, calls: readonly CallArgs[], send: Pipeline["pipelined"]): Promise<RedisReply[]> {
  const { text, sha, verb: name } = library().scriptOf(verb);
  const bySha = (call: CallArgs): RedisCommand => ["EVALSHA", sha, ...call, name];
  const retry = async (missing: readonly CallArgs[]): Promise<RedisReply[]> => {
    const [first = [], ...others] = missing;
    const replies = await send([["EVAL", text, ...first, name], ...others.map(bySha)]);
    return again(replies, isForgotten, missing, retry);
  };
  return again(await send(calls.map(bySha)), isForgotten, calls, retry);
}

/** Replaces the replies that are such an error by those of a second try: these calls have changed nothing yet. */
async function again(
  replies: RedisReply[],
  isSuch: (error: Error) => boolean,
  calls: readonly CallArgs[],
  retry: (calls: readonly CallArgs[]) => Promise<RedisReply[]>,
): Promise<RedisReply[]> {
  const missing = replies.flatMap(([error], index) => (error && isSuch(error) ? [index] : []));
  if (missing.length === 0) return replies;
  const second = await retry(missing.map((index) => calls[index] as CallArgs));
  for (const [at, reply] of second.entries()) replies[missing[at] as number] = reply;
  return replies;
}

const isForgotten = ({ message }: Error): boolean => message.includes("NOSCRIPT");
/** Also on an engine that knows no functions, and without the right to call them: then they cannot be loaded either. */
const isMissing = ({ message }: Error): boolean =>
  /Function not found|unknown command|NOPERM.*'f(call|unction)/i.test(message);
