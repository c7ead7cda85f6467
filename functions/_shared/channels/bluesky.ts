/** Bluesky: a short post that links to the week's page. Its record has a key of its own, so it is posted exactly once. */
import { createHash } from "node:crypto";
import * as z from "zod";
import { momentInWords } from "../core/digest/dates.ts";
import type { Line, Span } from "../core/digest/lines.ts";
import type { Story } from "../core/digest/story.ts";
import { isAbsolute } from "../core/digest/url.ts";
import { charactersOf } from "../core/people-text.ts";
import { isShutOut, ServerAddress, unsure } from "./account.ts";
import { defineChannel, type Ended, type Found, type PostOptions, type Unsure } from "./channel.ts";
import { detailOf, exchange, type NoReply, RETRY_MS, type Reply, readJson, waitOf } from "./http.ts";
import { plainText, shortPost } from "./short-post.ts";
import { retryAfter } from "./webhook.ts";

/** The limits of a post's text, by the lexicon of app.bsky.feed.post. */
const MAX = { characters: 300, bytes: 3000 } as const;
const HEADLINE_MAX = 120;
const POST = "app.bsky.feed.post";

interface Account {
  readonly url: string;
  readonly identifier: string;
  readonly password: string;
}

/** The words of a post. Only those with a link lead anywhere: Bluesky looks for nothing in the text itself. */
type Words = readonly { readonly text: string; readonly link?: string }[];

export const bluesky = defineChannel({
  id: "bluesky",
  title: "Bluesky",
  secret: {
    schema: z.strictObject({
      url: ServerAddress.default("https://bsky.social"),
      identifier: z
        .string()
        .trim()
        .regex(/^[\x21-\x7e]+$/)
        .transform((text) => text.replace(/^@/, "")),
      // The account's own password could do everything, so it is not taken.
      password: z
        .string()
        .trim()
        .regex(/^[a-z\d]{4}(-[a-z\d]{4}){3}$/),
    }),
    fault: "needs identifier, the handle of the account, and password, an app password such as abcd-efgh-ijkl-mnop",
    example: "bluesky: { identifier: pods.bsky.social, password: abcd-efgh-ijkl-mnop }",
    passwords: ({ password }) => [password],
  },
  limits: [
    { what: "characters", max: MAX.characters, of: (words) => charactersOf(textOf(words)).length },
    { what: "bytes", max: MAX.bytes, of: (words) => Buffer.byteLength(textOf(words)) },
  ],
  format: "bluesky.txt",
  digest: renderDigest,
  introduction: (line: Line): Words => line.map(wordsOf),
  show: (words) => `${textOf(words)}\n`,
  delivery: { promise: "exactly-once", post, find },
});

const textOf = (words: Words): string => words.map(({ text }) => text).join("");

function renderDigest(story: Story): Words {
  const { text, link } = shortPost(story, {
    medium: plainText((text) => text),
    headlineMax: HEADLINE_MAX,
    fits: (text) => charactersOf(text).length <= MAX.characters && Buffer.byteLength(text) <= MAX.bytes,
  });
  if (link === undefined) return [{ text }];
  return [{ text: text.slice(0, -link.length) }, { text: link, link }];
}

function wordsOf(span: Span): Words[number] {
  if (typeof span === "string") return { text: span };
  if ("time" in span) return { text: momentInWords(span.time, span.zone) };
  if (!("link" in span)) return { text: span.strong };
  return isAbsolute(span.link) ? { text: span.text, link: span.link } : { text: span.text };
}

/** The marks of the links, by their place in the text as UTF-8. */
function facetsOf(words: Words) {
  let byteStart = 0;
  return words.flatMap(({ text, link }) => {
    const index = { byteStart, byteEnd: byteStart + Buffer.byteLength(text) };
    byteStart = index.byteEnd;
    return link === undefined ? [] : [{ index, features: [{ $type: "app.bsky.richtext.facet#link", uri: link }] }];
  });
}

async function post(account: Account, words: Words, options: PostOptions): Promise<Ended | Unsure> {
  const rkey = recordKeyOf(options.key);
  const record = {
    $type: POST,
    text: textOf(words),
    facets: facetsOf(words),
    langs: ["en"],
    createdAt: new Date().toISOString(),
  };
  const answer = await loggedIn(account, options, (session) =>
    exchange(methodOf(account, "com.atproto.repo.putRecord"), {
      method: "POST",
      headers: { "Content-Type": "application/json", ...authorized(session) },
      // `null`: there must be none yet. Replacing the first would take the likes off it.
      body: JSON.stringify({ repo: session.did, collection: POST, rkey, record, swapRecord: null }),
      signal: options.signal,
    }),
  );
  if ("state" in answer) return answer;
  const { session, reply } = answer;
  if (reply.status === "none") {
    return reply.mayHaveArrived ? unsure(reply.detail) : { state: "retry", afterMs: RETRY_MS, detail: reply.detail };
  }
  const { uri, error } = Answer.parse(readJson(reply.text));
  if (reply.status === 200 && uri !== undefined) return { state: "sent", receipt: uri };
  if (error === "InvalidSwap") return { state: "sent", receipt: `at://${session.did}/${POST}/${rkey}` };
  const detail = detailWithout(reply, session);
  if (isRefused(reply)) return { state: "off", detail: `${detail}. ${LET_IN}` };
  if (reply.status === 429) return { state: "retry", afterMs: waitOf(untilReset(reply)), detail };
  return reply.status === 200 || reply.status >= 500 ? unsure(detail) : { state: "dead", detail };
}

async function find(account: Account, _: Words, options: PostOptions): Promise<Found> {
  const answer = await loggedIn(account, options, (session) => {
    const address = methodOf(account, "com.atproto.repo.getRecord");
    address.search = `${new URLSearchParams({ repo: session.did, collection: POST, rkey: recordKeyOf(options.key) })}`;
    return exchange(address, { headers: authorized(session), signal: options.signal });
  });
  if ("state" in answer) return answer.state === "off" ? answer : unsure(answer.detail, answer.afterMs);
  const { session, reply } = answer;
  if (reply.status === "none") return unsure(reply.detail);
  const { uri, error } = Answer.parse(readJson(reply.text));
  if (reply.status === 200 && uri !== undefined) return { state: "sent", receipt: uri };
  if (error === "RecordNotFound") return { state: "absent" };
  const detail = detailWithout(reply, session);
  if (isRefused(reply)) return { state: "off", detail: `${detail}. ${LET_IN}` };
  return unsure(detail, reply.status === 429 ? waitOf(untilReset(reply)) : RETRY_MS);
}

const Session = z.object({ did: z.string().startsWith("did:"), accessJwt: z.string().min(1) });
type Session = z.infer<typeof Session>;
/** The uri of a record, or the name of an error. Anything else says nothing. */
const Answer = z.object({ uri: z.string().optional(), error: z.string().optional() }).catch({});

const LET_IN = "Check identifier and password, an app password of the account, and url, its server";

type NotLoggedIn = Exclude<Ended, { state: "sent" | "dead" }>;

/** The latest of each account, until its secret is read anew. A server ends them after some hours. */
const sessions = new WeakMap<Account, Session>();

/** Makes a request in a session. A kept one that the server does not accept any more is replaced, once: it did nothing. */
async function loggedIn(
  account: Account,
  options: PostOptions,
  request: (session: Session) => Promise<Reply | NoReply>,
): Promise<{ readonly session: Session; readonly reply: Reply | NoReply } | NotLoggedIn> {
  const kept = sessions.get(account);
  const session = kept ?? (await logIn(account, options));
  if ("state" in session) return session;
  const reply = await request(session);
  if (reply.status === "none" || !isRefused(reply)) {
    sessions.set(account, session);
    return { session, reply };
  }
  sessions.delete(account);
  return kept && isSessionOver(reply) ? loggedIn(account, options, request) : { session, reply };
}

const isSessionOver = (reply: Reply): boolean =>
  reply.status === 401 || /^(Expired|Invalid)Token$/.test(Answer.parse(readJson(reply.text)).error ?? "");

/** The account or the address is wrong, or the session over. */
const isRefused = (reply: Reply): boolean =>
  isShutOut(reply) || isAboutAccount(Answer.parse(readJson(reply.text)).error);

/** Nothing is posted by it. */
async function logIn(account: Account, { signal }: PostOptions): Promise<Session | NotLoggedIn> {
  const { identifier, password } = account;
  const reply = await exchange(methodOf(account, "com.atproto.server.createSession"), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ identifier, password }),
    signal,
  });
  if (reply.status === "none") return { state: "retry", afterMs: RETRY_MS, detail: reply.detail };
  const { data } = Session.safeParse(readJson(reply.text));
  if (reply.status === 200 && data) return data;
  // The reply may hold half of a session.
  const detail = reply.status === 200 ? "200: it holds no session" : detailOf(reply);
  if (isShutOut(reply) || reply.status === 400) return { state: "off", detail: `${detail}. ${LET_IN}` };
  return { state: "retry", afterMs: waitOf(untilReset(reply)), detail };
}

const methodOf = ({ url }: Account, name: string): URL => new URL(`/xrpc/${name}`, url);
const authorized = ({ accessJwt }: Session) => ({ Authorization: `Bearer ${accessJwt}` });
const detailWithout = (reply: Reply, { accessJwt }: Session): string => detailOf(reply).replaceAll(accessJwt, "…");

/** The server says so with status 400. */
const isAboutAccount = (error: string | undefined): boolean =>
  error !== undefined && /^(ExpiredToken|InvalidToken|Account(Takedown|Deactivated|Suspended)|Repo\w+)$/.test(error);

const SORTABLE = "234567abcdefghijklmnopqrstuvwxyz";

/** A "tid", as the lexicon demands: 13 letters that begin with a time. With "2" it lies before 2006, never in the future. */
function recordKeyOf(key: string): string {
  const bytes = createHash("sha256").update(key).digest().subarray(0, 12);
  return `2${Array.from(bytes, (byte) => SORTABLE[byte % SORTABLE.length]).join("")}`;
}

/** In ms, by the server's own clock. */
function untilReset(reply: Reply): number | undefined {
  const { headers } = reply;
  const reset = headers.get("ratelimit-reset");
  if (reset === null) return retryAfter(reply);
  return Number(reset) * 1000 - Date.parse(headers.get("date") ?? "");
}
