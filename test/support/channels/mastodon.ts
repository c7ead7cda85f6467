/** A Mastodon server, as far as docs.joinmastodon.org describes what we ask of it. */
import type { Behaviour, Reply, Request } from "./behaviour.ts";

const TOKEN = "mastodon-token-4711";
const ACCOUNT = "109302436954721982";
const KEY_KEPT_MS = 3_600_000;
const CHARACTERS_MAX = 500;

interface Status {
  readonly id: string;
  readonly text: string;
}

export function mastodonAt(address: string): Behaviour & { readonly account: string } {
  const statuses: Status[] = [];
  const published: string[] = [];
  const keys = new Map<string, { readonly status: Status; readonly at: number }>();
  let now = 0;

  function post({ headers, body }: Request): Reply {
    const key = String(headers["idempotency-key"] ?? "");
    const known = keys.get(key);
    if (known && now - known.at < KEY_KEPT_MS) return json(200, shown(known.status));
    const { status: text = "" } = JSON.parse(body) as { status?: string };
    if (text.trim() === "") return json(422, { error: "Validation failed: Text can't be blank" });
    if (countedLength(text) > CHARACTERS_MAX)
      return json(422, { error: "Validation failed: Text character limit of 500 exceeded" });
    const status = { id: String(113_000_000 + statuses.length), text };
    statuses.push(status);
    published.push(text);
    if (key !== "") keys.set(key, { status, at: now });
    return json(200, shown(status));
  }

  function own({ url }: Request): Reply {
    const limit = Math.min(Number(url.searchParams.get("limit") ?? 20), 40);
    const before = Number(url.searchParams.get("max_id") ?? Number.POSITIVE_INFINITY);
    const newestFirst = statuses.filter(({ id }) => Number(id) < before).reverse();
    return json(200, newestFirst.slice(0, limit).map(shown));
  }

  return {
    account: ACCOUNT,
    line: `mastodon: { url: "${address}", token: ${TOKEN} }`,
    password: TOKEN,
    published,
    isPost: ({ method }) => method === "POST",
    answer(request) {
      if (request.headers.authorization !== `Bearer ${TOKEN}`)
        return json(401, { error: "The access token is invalid" });
      switch (`${request.method} ${request.url.pathname}`) {
        case "POST /api/v1/statuses":
          return post(request);
        case "GET /api/v1/accounts/verify_credentials":
          return json(200, { id: ACCOUNT, username: "pods", acct: "pods" });
        case `GET /api/v1/accounts/${ACCOUNT}/statuses`:
          return own(request);
        default:
          return json(404, { error: "Record not found" });
      }
    },
    pass(ms) {
      now += ms;
    },
  };
}

const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { "Content-Type": "application/json; charset=utf-8" },
  body: JSON.stringify(value),
});

/** Every link counts 23 and of a mention its local part; what is left is counted as people see it. */
function countedLength(text: string): number {
  const words = text.split(/(\s+)/).map((word) => {
    const [, before = "", url, after = ""] = /^([^\w]*)(https?:\/\/[^\s()]+?)([).,;:!?]*)$/.exec(word) ?? [];
    if (url !== undefined) return before + "_".repeat(23) + after;
    return word.replace(/^(\W*@\w+)@[\w.-]+$/, "$1");
  });
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(words.join(""))].length;
}

const shown = ({ id, text }: Status) => ({
  id,
  created_at: "2026-11-23T09:00:00.000Z",
  visibility: "public",
  language: "en",
  content: `<p>${html(text)}</p>`,
});

/** Links are there in three pieces, of which people see the middle one. */
const html = (text: string): string =>
  text
    .replace(
      /[&<>"']/g,
      (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? "",
    )
    .replace(/(https?:\/\/)([^\s()]{1,30})([^\s()]*)/g, (url, scheme: string, seen: string, rest: string) => {
      const hidden = (part: string) => `<span class="invisible">${part}</span>`;
      const link = `${hidden(scheme)}<span class="${rest ? "ellipsis" : ""}">${seen}</span>${hidden(rest)}`;
      return `<a href="${url}" target="_blank" rel="nofollow noopener" translate="no">${link}</a>`;
    })
    .replaceAll("\n\n", "</p><p>")
    .replaceAll("\n", "<br />");
