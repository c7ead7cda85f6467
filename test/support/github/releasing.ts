/** Repositories with releases, as tests play them: people merge and publish, and GitHub delivers it. */
import { SETTINGS } from "../community.ts";
import { bot, type Delivery, guid, hull, reviews, user } from "./deliver-as-github.ts";
import { type appSecret, openDelivery, seatFive } from "./delivery.ts";
import { type LocalRelease, pullDelivery, releaseDelivery } from "./releases.ts";

export const YAML = `${SETTINGS}publicUrl: https://pods.example.org\n`;
export const START = "<!-- pods:credits:start -->";
export const END = "<!-- pods:credits:end -->";
export const sailor = (n: number) => user(10 + n, `sailor-${n}`);
export const dora = user(31, "dora");
const HOUR_MS = 3_600_000;

let sent = 0;

/** A community with a pod of five, and a repository whose clock goes on by an hour with everything that happens. */
export async function opened({ yaml = YAML, secret }: { yaml?: string; secret?: typeof appSecret } = {}) {
  const delivery = await openDelivery({ yaml, ...(secret && { secret }) });
  const { server, send, store } = delivery;
  server.thread(hull, 99);
  await seatFive(send);
  await delivery.run();
  let at = Date.parse("2026-11-03T08:00:00Z");
  server.now = () => at;
  const { releases } = server;
  /** Whatever GitHub delivers has a number of its own. */
  const deliver = (one: Delivery) => send({ ...one, id: guid("release", ++sent) });
  const pass = (hours = 1) => {
    at += hours * HOUR_MS;
    return at;
  };
  return {
    ...delivery,
    releases,
    deliver,
    pass,
    async merge(
      number: number,
      by = sailor(0),
      { body = null, ...more }: Parameters<typeof releases.merge>[3] & { body?: string | null } = {},
    ) {
      pass();
      const pull = releases.merge(hull, number, by, more);
      await deliver(pullDelivery(hull, pull, { body }));
      return pull;
    },
    /** Drafts it, and publishes it unless it stays one. */
    async publish(tag: string, more: Parameters<typeof releases.release>[3] = {}) {
      pass();
      const release = releases.release(hull, tag, bot(90, "releaser"), more);
      if (!more.draft) await deliver(releaseDelivery(hull, "published", release));
      return release;
    },
    /** Somebody reviews a pull request now. */
    async review(number: number, by: ReturnType<typeof user>) {
      const { event, payload } = reviews("Fine", by, number);
      const { review, ...more } = payload as { review: object };
      await deliver({ event, payload: { ...more, review: { ...review, submitted_at: new Date(at).toISOString() } } });
    },
    patches: () => server.asked.filter((operation) => operation === "repos/update-release").length,
    /** What is credited in a week, as a digest would have it. */
    released: async () => {
      const weeks = await Promise.all(["2026-W45", "2026-W46"].map((week) => store.activities(week)));
      return weeks
        .flat()
        .flatMap(({ kind, title }) => (kind === "released" ? title : []))
        .sort();
    },
  };
}

export type Opened = Awaited<ReturnType<typeof opened>>;

export const creditsIn = ({ body }: LocalRelease): string =>
  body.includes(START) ? body.slice(body.indexOf(START), body.indexOf(END) + END.length) : "";

/** The numbers of the pull requests that are credited. */
export const numbersIn = (release: LocalRelease): number[] =>
  [...new Set([...creditsIn(release).matchAll(/\(#(\d+)\)/g)].map(([, number]) => Number(number)))].sort(
    (a, b) => a - b,
  );
