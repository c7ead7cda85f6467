/** Gets a feed from its server, within limits of time, size and redirects. */
import * as http from "node:http";
import * as https from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { FeedState } from "#shared/core/ports.ts";
import { FeedFault } from "./fault.ts";
import { assertSaysPublic, isSameServer, lookUpPublic, saysPrivate } from "./public-address.ts";

/** For everything, redirects included. */
const DEADLINE_MS = 3_000;
const SIZE_MAX = 1_000_000;
const REDIRECTS_MAX = 3;
/** A server may send anything in its headers, and these are kept. */
const VALIDATOR_LENGTH_MAX = 200;

const ACCEPT = "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml, text/xml, */*;q=0.1";

export interface FetchedFeed extends Pick<FeedState, "etag" | "modified"> {
  readonly body: Buffer;
  /** "" where the server does not say. */
  readonly contentType: string;
  /** Where it was found in the end. */
  readonly url: URL;
}

type Reply = http.IncomingMessage;

/** Returns `"unchanged"` for a feed that is as it was when the state was saved. Throws FeedFault. */
export async function fetchFeed(
  address: string,
  { etag, modified }: FeedState,
  userAgent: string,
): Promise<FetchedFeed | "unchanged"> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const headers = {
    Accept: ACCEPT,
    "Accept-Encoding": "gzip",
    "User-Agent": userAgent,
    ...(etag !== undefined && { "If-None-Match": etag }),
    ...(modified !== undefined && { "If-Modified-Since": modified }),
  };
  try {
    const { reply, url } = await follow(new URL(address), headers, signal);
    if (reply.statusCode === 304) {
      reply.destroy();
      return "unchanged";
    }
    if (reply.statusCode !== 200) {
      reply.destroy();
      throw new FeedFault(
        reply.statusCode === 410
          ? "it is gone for good (410), and links.feeds still names it"
          : `the server answers ${reply.statusCode}`,
      );
    }
    const body = await unpacked(await read(reply), reply.headers["content-encoding"]);
    return { body, contentType: reply.headers["content-type"] ?? "", url, ...validators(reply) };
  } catch (error) {
    throw signal.aborted ? new FeedFault(`it did not come within ${DEADLINE_MS / 1000} seconds`) : faultOf(error);
  }
}

/** The reply at the end of the redirects. */
async function follow(first: URL, headers: http.OutgoingHttpHeaders, signal: AbortSignal) {
  let url = first;
  for (let hops = 0; hops <= REDIRECTS_MAX; hops++) {
    if (!/^https?:$/.test(url.protocol)) throw new FeedFault("it leads to an address that is neither http nor https");
    const isNamedPrivate = saysPrivate(first) && isSameServer(first, url);
    if (!isNamedPrivate) assertSaysPublic(url);
    const reply = await get(url, { headers, signal, ...(!isNamedPrivate && { lookup: lookUpPublic }) });
    const to = [301, 302, 303, 307, 308].includes(reply.statusCode ?? 0) ? reply.headers.location : undefined;
    if (to === undefined) return { reply, url };
    reply.destroy();
    if (!URL.canParse(to, url.href)) throw new FeedFault("it leads to something that is no address");
    url = new URL(to, url);
  }
  throw new FeedFault("it leads from one address to the next");
}

const get = (url: URL, options: http.RequestOptions): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    // A connection of its own: nothing stays open for a feed that is read once a day.
    request(url, { ...options, agent: false })
      .on("response", resolve)
      .on("error", reject)
      .end();
  });

async function read(reply: Reply): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > SIZE_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = () => new FeedFault(`it is larger than ${SIZE_MAX / 1_000_000} MB`);

async function unpacked(body: Buffer, encoding = "identity"): Promise<Buffer> {
  if (encoding === "identity") return body;
  if (!/^(x-)?gzip$/i.test(encoding)) throw new FeedFault("it is compressed in a way that nobody asked for");
  try {
    return await promisify(gunzip)(body, { maxOutputLength: SIZE_MAX });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE"
      ? tooLarge()
      : new FeedFault("it cannot be unpacked");
  }
}

function validators({ headers: { etag, "last-modified": modified } }: Reply): Pick<FeedState, "etag" | "modified"> {
  const isShort = (value: string | undefined): value is string =>
    value !== undefined && value.length <= VALIDATOR_LENGTH_MAX;
  return { ...(isShort(etag) && { etag }), ...(isShort(modified) && { modified }) };
}

function faultOf(error: unknown): FeedFault {
  if (error instanceof FeedFault) return error;
  const { code } = error as NodeJS.ErrnoException;
  return new FeedFault(`there is no whole answer${code === undefined ? "" : ` (${code})`}`);
}
