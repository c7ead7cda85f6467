/** Whether what our comments say has happened, and will still be true tomorrow. */
import type { Redis } from "ioredis";
import type { Store } from "#shared/core/ports.ts";

/** What a sentence says of the person it speaks to, as the log of the seating calls it. */
const CLAIMS: readonly (readonly [claim: RegExp, event: string])[] = [
  [
    /took your seat on|already had your seat|you got (a|your) seat in|gave you a seat in|you moved from|moved you from/,
    "seat WHO",
  ],
  [/on the (waiting )?list for/, "wait WHO"],
  [/^You left on/, "out WHO alumni"],
  [/chose to work independently/, "out WHO independent"],
  [/the break that began|already on a break|put you on a break/, "out WHO paused"],
  [/you became (the|its) Pod Advocate/i, "advocate \\d+ WHO"],
];
/** What changes by the hour: at rest it would be false sooner or later. */
const FLEETING = /number \d+ of|\d+ more (people|person)|\d+ seats? (is|are) free|(is|are) waiting|is vacant/;

/** What happened to the seating, such as `seat <pseudonym> <pod>`. */
export async function seatingEvents(redis: Redis, key: (name: string) => string): Promise<string[]> {
  const entries = await redis.xrange(key("log"), "-", "+");
  return entries.flatMap(([, [, , , what = ""]]) => what.split(";"));
}

/** The sentences in these comments that are false, or will be. */
export async function untruths(
  comments: readonly { readonly body: string }[],
  store: Store,
  events: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const { body } of comments) {
    if (FLEETING.test(body)) faults.push(`will not stay true: ${body}`);
    for (const [, login = "", sentence = ""] of body.matchAll(/^(?:- )?@([\w-]+)(?:, `[^`]+`)?: (.*)$/gm)) {
      const who = (await store.find({ login }))?.pseudonym;
      if (who === undefined) continue;
      for (const [claim, event] of CLAIMS) {
        const happened = new RegExp(`^${event.replace("WHO", who)}\\b`);
        if (claim.test(sentence) && !events.some((one) => happened.test(one)))
          faults.push(`never happened (${event}): ${sentence}`);
      }
    }
  }
  return faults;
}
