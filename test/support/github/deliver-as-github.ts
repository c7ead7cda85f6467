/** Calls on-github-event as GitHub does: signed events of a community's repositories, with a delivery id. */
import { createHash } from "node:crypto";
import { sign } from "../../../functions/on-github-event/signature.ts";

export const WEBHOOK_SECRET = "a webhook secret of the tests";

/** A GUID derived from the words: the same words always give the same one. */
export function guid(...words: (string | number)[]): string {
  const hex = createHash("sha256").update(words.join(" ")).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

export interface Delivery {
  readonly event: string;
  readonly payload: unknown;
  /** X-GitHub-Delivery; derived from the event and the payload by default. */
  readonly id?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The request that GitHub would send, to `/` or to another URL. */
export function requestOf({ event, payload, id, secret = WEBHOOK_SECRET, headers = {} }: Delivery): RequestInit {
  const body = typeof payload === "string" || payload instanceof Uint8Array ? payload : JSON.stringify(payload);
  const bytes = Buffer.from(body as string);
  return {
    method: "POST",
    body: bytes,
    headers: {
      "Content-Type": "application/json",
      "X-GitHub-Event": event,
      "X-GitHub-Delivery": id ?? guid(event, bytes.toString("base64")),
      "X-Hub-Signature-256": sign(bytes, secret),
      ...headers,
    },
  };
}

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: string;
}

export const user = (id: number, login = `user-${id}`): User => ({ id, login, type: "User" });
export const bot = (id: number, login: string): User => ({ id, login: `${login}[bot]`, type: "Bot" });

export const repository = (id: number, name: string, more: object = {}) => ({
  id,
  full_name: name,
  name: name.split("/")[1],
  owner: { id: 1, login: name.split("/")[0], type: "Organization" },
  private: false,
  archived: false,
  stargazers_count: 10,
  updated_at: "2026-11-22T10:00:00Z",
  ...more,
});

/** A clock that goes on with every look at it, so that whatever is said first counts first. */
let looks = 0;
export const clock = (): number => Date.parse("2026-11-22T12:00:00Z") + ++looks;

export const issue = (number: number, author: User | null, more: object = {}) => ({
  id: 70_000 + number,
  number,
  title: `Issue ${number}`,
  user: author,
  labels: [] as { name: string }[],
  state: "open",
  locked: false,
  body: null as string | null,
  html_url: `https://github.com/ships/hull/issues/${number}`,
  created_at: "2026-11-22T10:00:00Z",
  updated_at: "2026-11-22T10:00:00Z",
  ...more,
});

export const pull = (number: number, author: User | null, more: object = {}) =>
  issue(number, author, {
    title: `Pull request ${number}`,
    html_url: `https://github.com/ships/hull/pull/${number}`,
    draft: false,
    merged: false,
    ...more,
  });

export const ada = user(1, "ada");
export const bob = user(2, "bob");
export const hull = repository(70, "ships/hull");

let comments = 900_000;

/** A new comment, written now. A delivery that is sent again holds the same one. */
export const comment = (body: string, by: User | null) => {
  const at = new Date(clock()).toISOString();
  return { id: ++comments, user: by, body, created_at: at, updated_at: at };
};

/** What follows an edit of what somebody said before. */
export function edited({ event, payload }: Delivery, body: string): Delivery {
  const was = payload as { comment: ReturnType<typeof comment> };
  const now = { ...was.comment, body, updated_at: new Date(clock()).toISOString() };
  return { event, payload: { ...was, action: "edited", comment: now, changes: { body: { from: was.comment.body } } } };
}

/** What follows when somebody deletes what was said; it tells only when that was written. */
export const deleted = ({ event, payload }: Delivery, by: User | null): Delivery => ({
  event,
  payload: { ...(payload as object), action: "deleted", sender: by, changes: undefined },
});

/** A review of bob's pull request, written now. */
export function reviews(body: string, by = ada, number = 5): Delivery {
  const { id, user: reviewer, created_at: submitted_at } = comment(body, by);
  const review = { id, user: reviewer, body, submitted_at, state: "commented" };
  return {
    event: "pull_request_review",
    payload: { action: "submitted", repository: hull, sender: by, pull_request: pull(number, bob), review },
  };
}

/** A comment in a review, on a line of code. */
export const reviewComment = (body: string, by = ada, number = 5): Delivery => ({
  event: "pull_request_review_comment",
  payload: {
    action: "created",
    repository: hull,
    sender: by,
    pull_request: pull(number, bob),
    comment: comment(body, by),
  },
});

/** A comment in a thread of the hull's repository; bob opened the thread. */
export const said = (body: string, by = ada, number = 5, more: object = {}): Delivery => ({
  event: "issue_comment",
  payload: {
    action: "created",
    repository: hull,
    sender: by,
    issue: issue(number, bob),
    comment: comment(body, by),
    ...more,
  },
});
