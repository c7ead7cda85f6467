/** Mastodon: a short post that links to the week's page. Servers recognise a repeated post, so it is posted exactly once. */
import * as z from "zod";
import { renderLine } from "../core/digest/medium.ts";
import type { Story } from "../core/digest/story.ts";
import { isAbsolute } from "../core/digest/url.ts";
import { charactersOf } from "../core/people-text.ts";
import { isShutOut, ServerAddress, unsure } from "./account.ts";
import { defineChannel, type Ended, type Found, type PostOptions, type Unsure } from "./channel.ts";
import { detailOf, exchange, type NoReply, RETRY_MS, type Reply, readJson, waitOf } from "./http.ts";
import { inert, plainText, shortPost } from "./short-post.ts";
import { ZERO_WIDTH_SPACE } from "./text.ts";

/** The limit of every server; some accept more. */
const CHARACTERS_MAX = 500;
/** What each link counts, however long it is. */
const CHARACTERS_A_LINK = 23;
const HEADLINE_MAX = 200;

interface Server {
  readonly url: string;
  readonly token: string;
}

interface Status {
  readonly text: string;
  /** A text that only this post contains, to find it by. */
  readonly sign: string;
}

export const mastodon = defineChannel({
  id: "mastodon",
  title: "Mastodon",
  secret: {
    schema: z.strictObject({
      url: ServerAddress,
      // It is sent in a header.
      token: z
        .string()
        .trim()
        .regex(/^[\x21-\x7e]+$/),
    }),
    fault: "needs url, the https:// address of the server, and token, an access token of the account",
    example: "mastodon: { url: https://hachyderm.io, token: access-token }",
    passwords: ({ token }) => [token],
  },
  limits: [{ what: "characters", max: CHARACTERS_MAX, of: ({ text }) => lengthOf(text) }],
  format: "mastodon.txt",
  digest: renderDigest,
  introduction(line) {
    const text = renderLine(line, { ...PLAIN, link: (words, url) => (isAbsolute(url) ? `${words} (${url})` : words) });
    return { text, sign: text };
  },
  show: ({ text }) => `${text}\n`,
  delivery: { promise: "exactly-once", post, find },
});

const PLAIN = plainText(inert);

function renderDigest(story: Story): Status {
  const { text, link } = shortPost(story, {
    medium: PLAIN,
    headlineMax: HEADLINE_MAX,
    fits: (text) => lengthOf(text) <= CHARACTERS_MAX,
  });
  return { text, sign: link ?? story.when };
}

/** Counts as Mastodon does: characters as people see them, each link as 23, `@ada@example.org` as `@ada`. */
export function lengthOf(text: string): number {
  const counted = text
    .replace(/https?:\/\/(?:[\w-]+\.)+[a-z][a-z\d-]+(?::\d+)?(?:[/?#][^\s()<>]*)?/gi, "x".repeat(CHARACTERS_A_LINK))
    .replace(/(?<![\w/])(@\w+)@[\w.-]+\w/g, "$1");
  return charactersOf(counted).length;
}

async function post(server: Server, { text }: Status, options: PostOptions): Promise<Ended | Unsure> {
  const reply = await ask(server, "/api/v1/statuses", options, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": options.key },
    body: JSON.stringify({ status: text, language: "en" }),
  });
  if (reply.status === "none") {
    return reply.mayHaveArrived ? unsure(reply.detail) : { state: "retry", afterMs: RETRY_MS, detail: reply.detail };
  }
  const { data: made } = Made.safeParse(readJson(reply.text));
  if (reply.status === 200 && made) return { state: "sent", receipt: made.id };
  const detail = detailOf(reply);
  if (isShutOut(reply)) return { state: "off", detail: `${detail}. ${LET_IN}` };
  if (reply.status === 429) return { state: "retry", afterMs: waitOf(untilReset(reply)), detail };
  // A proxy that lost its server cannot know what the server did.
  return reply.status === 200 || reply.status >= 500 ? unsure(detail) : { state: "dead", detail };
}

/** Servers forget the keys of posts after an hour, so look through the posts themselves. */
async function find(server: Server, { sign }: Status, options: PostOptions): Promise<Found> {
  const account = await read(server, "/api/v1/accounts/verify_credentials", options, Made);
  if ("state" in account) return account;
  const wanted = plain(sign);
  let olderThan = "";
  for (let page = 0; page < PAGES_MAX; page++) {
    const path = `/api/v1/accounts/${account.id}/statuses?exclude_reblogs=true&limit=${PAGE_LENGTH}${olderThan}`;
    const statuses = await read(server, path, options, z.array(Posted));
    if ("state" in statuses) return statuses;
    const ours = statuses.find(({ content }) => holds(plain(textOf(content)), wanted));
    if (ours) return { state: "sent", receipt: ours.id };
    const last = statuses.at(-1);
    if (!last) break;
    olderThan = `&max_id=${last.id}`;
  }
  return { state: "absent" };
}

/** Whether a text holds another as whole words: the address of a week begins those of the pods' parts of it. */
const holds = (text: string, wanted: string): boolean => `${text} `.includes(`${wanted} `);

/** Together: how many of an account's latest posts are looked through. */
const PAGES_MAX = 5;
const PAGE_LENGTH = 40;

const LET_IN =
  "The token needs the rights read:accounts, read:statuses and write:statuses, at the server that url names";
const Made = z.object({ id: z.string().regex(/^\w+$/) });
const Posted = Made.extend({ content: z.string() });

const ask = (server: Server, path: string, { signal }: PostOptions, init: RequestInit): Promise<Reply | NoReply> =>
  exchange(new URL(path, server.url), {
    ...init,
    headers: { ...init.headers, Authorization: `Bearer ${server.token}` },
    signal,
  });

/** When a read fails, it stays open whether the post is there. */
async function read<T extends object>(server: Server, path: string, options: PostOptions, schema: z.ZodType<T>) {
  const reply = await ask(server, path, options, { method: "GET" });
  if (reply.status === "none") return unsure(reply.detail);
  const { data } = schema.safeParse(readJson(reply.text));
  if (reply.status === 200 && data) return data;
  const detail = detailOf(reply);
  if (isShutOut(reply)) return { state: "off", detail: `${detail}. ${LET_IN}` } as const;
  return unsure(detail, reply.status === 429 ? waitOf(untilReset(reply)) : RETRY_MS);
}

/** In ms, by the server's own clock. */
function untilReset({ headers }: Reply): number {
  return Date.parse(headers.get("x-ratelimit-reset") ?? "") - Date.parse(headers.get("date") ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/** The text of a post from the HTML that its server returns. Links are complete in it, although parts are hidden. */
const textOf = (html: string): string =>
  html
    .replace(/<br ?\/?>|<\/p>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] ?? "");

const plain = (text: string): string => text.replaceAll(ZERO_WIDTH_SPACE, "").replace(/\s+/g, " ").trim();
