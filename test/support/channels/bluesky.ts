/** A server of Bluesky: takes what the lexicons of com.atproto and app.bsky.feed.post allow, and refuses the rest by name. */
import type { Behaviour, Reply, Request } from "./behaviour.ts";

const PASSWORD = "abcd-efgh-ijkl-4711";
const HANDLE = "pods.example.org";
const DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";
const TOKEN = "access-token-4712";
const SESSION_MS = 2 * 3_600_000;
const POST = "app.bsky.feed.post";

export const blueskyAt = (address: string): Behaviour => {
  const records = new Map<string, unknown>();
  const published: string[] = [];
  let now = 0;
  let sessionEnds = 0;
  const uriOf = (rkey: string) => `at://${DID}/${POST}/${rkey}`;

  function createSession({ body }: Request): Reply {
    const input = JSON.parse(body);
    if (typeof input.identifier !== "string" || typeof input.password !== "string")
      return fault(400, "InvalidRequest", "Input must have the properties identifier and password");
    if (![HANDLE, DID].includes(input.identifier) || input.password !== PASSWORD)
      return fault(401, "AuthenticationRequired", "Invalid identifier or password");
    sessionEnds = now + SESSION_MS;
    return json(200, { accessJwt: TOKEN, refreshJwt: "refresh-token-4713", handle: HANDLE, did: DID, active: true });
  }

  function putRecord({ headers, body }: Request): Reply {
    if (headers["content-type"] !== "application/json") return fault(400, "InvalidRequest", "Wrong request encoding");
    const { repo, collection, rkey, record, swapRecord } = JSON.parse(body);
    if (![HANDLE, DID].includes(repo)) return fault(401, "AuthenticationRequired", "Authentication Required");
    const wrong = collection === POST ? (faultOfKey(rkey) ?? faultOfPost(record)) : "Unknown collection";
    if (wrong !== undefined) return fault(400, "InvalidRequest", wrong);
    if (swapRecord === null && records.has(rkey)) return fault(400, "InvalidSwap", "Record was at bafyrei4711");
    if (!records.has(rkey)) published.push(JSON.stringify(record));
    records.set(rkey, record);
    return json(200, { uri: uriOf(rkey), cid: "bafyrei4711", validationStatus: "valid" });
  }

  function getRecord({ url }: Request): Reply {
    const { repo, collection, rkey = "" } = Object.fromEntries(url.searchParams);
    if (repo === undefined || collection === undefined || rkey === "")
      return fault(400, "InvalidRequest", "Params must have the properties repo, collection and rkey");
    const value = [HANDLE, DID].includes(repo) && collection === POST ? records.get(rkey) : undefined;
    if (value === undefined) return fault(400, "RecordNotFound", `Could not locate record: ${uriOf(rkey)}`);
    return json(200, { uri: uriOf(rkey), cid: "bafyrei4711", value });
  }

  return {
    line: `bluesky: { url: "${address}", identifier: "@${HANDLE}", password: ${PASSWORD} }`,
    password: PASSWORD,
    published,
    isPost: ({ url }) => url.pathname === "/xrpc/com.atproto.repo.putRecord",
    answer(request) {
      const method = `${request.method} ${request.url.pathname.replace("/xrpc/", "")}`;
      if (method === "POST com.atproto.server.createSession") return createSession(request);
      if (request.headers.authorization !== `Bearer ${TOKEN}`)
        return fault(401, "AuthMissing", "Authentication Required");
      if (now >= sessionEnds) return fault(400, "ExpiredToken", "Token has expired");
      if (method === "POST com.atproto.repo.putRecord") return putRecord(request);
      if (method === "GET com.atproto.repo.getRecord") return getRecord(request);
      return fault(501, "MethodNotImplemented", "Method Not Implemented");
    },
    // Keys of records are kept for ever.
    pass(ms) {
      now += ms;
    },
  };
};

const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { "Content-Type": "application/json; charset=utf-8" },
  body: JSON.stringify(value),
});
const fault = (status: number, error: string, message: string): Reply => json(status, { error, message });

/** The key of a post is a "tid". */
const faultOfKey = (rkey: unknown): string | undefined =>
  typeof rkey === "string" && /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/.test(rkey)
    ? undefined
    : "Invalid rkey";

function faultOfPost(record: Record<string, unknown>): string | undefined {
  const { $type, text, createdAt, langs = [], facets = [], ...rest } = record;
  const unknown = Object.keys(rest);
  if ($type !== POST) return `Invalid $type: expected ${POST}, got ${$type}`;
  if (unknown.length > 0) return `A post has no ${unknown}`;
  if (typeof text !== "string") return "Record must have the property text";
  if (Buffer.byteLength(text) > 3000) return "text must not be longer than 3000 characters";
  if ([...new Intl.Segmenter().segment(text)].length > 300) return "text must not be longer than 300 graphemes";
  if (typeof createdAt !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(createdAt))
    return "createdAt must be a valid atproto datetime";
  if (!Array.isArray(langs) || langs.length > 3 || !langs.every((lang) => /^[a-z]{2,3}(-|$)/.test(lang)))
    return "langs must be at most 3 languages";
  if (!Array.isArray(facets)) return "facets must be an array";
  return facets.map((facet) => faultOfFacet(facet, Buffer.from(text))).find((fault) => fault !== undefined);
}

/** In UTF-8 only the bytes after the first of a letter look like this. */
const isInsideLetter = (byte = 0): boolean => (byte & 0xc0) === 0x80;

function faultOfFacet(facet: Record<string, unknown>, text: Buffer): string | undefined {
  const { index, features } = facet as { index?: Record<string, unknown>; features?: Record<string, unknown>[] };
  const { byteStart, byteEnd } = index ?? {};
  if (!Number.isInteger(byteStart) || !Number.isInteger(byteEnd)) return "index must have byteStart and byteEnd";
  const [start, end] = [Number(byteStart), Number(byteEnd)];
  // Beyond the lexicon: where apps would show nothing, or half a letter.
  if (start < 0 || start >= end || end > text.length) return "a facet lies outside of the text";
  if ([start, end].some((at) => isInsideLetter(text[at]))) return "a facet cuts a letter";
  if (!Array.isArray(features) || features.length === 0) return "a facet must have features";
  const isLink = features.every(
    ({ $type, uri }) =>
      $type === "app.bsky.richtext.facet#link" && typeof uri === "string" && /^\w+:(?:\/\/)?[^\s/][^\s]*$/.test(uri),
  );
  return isLink ? undefined : "features must be links with an uri";
}
