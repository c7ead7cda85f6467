import type { Delivery } from "../client.ts";
import type { DemoPerson } from "./people.ts";
import { INVENTED_GITHUB } from "./settings.ts";

/** A repository of the demo. Its counters go up with its events. */
export interface DemoRepository {
  readonly id: number;
  /** owner/name */
  readonly name: string;
  readonly area: string;
  stars: number;
  numbers: number;
}

/** A delivery, and when it happened by GitHub's clock (ms). */
export interface DatedDelivery extends Delivery {
  readonly at: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface DemoThread {
  readonly repository: DemoRepository;
  /** Assigned when it is opened. */
  number: number;
  readonly title: string;
  readonly author: DemoPerson;
  readonly labels: readonly string[];
  readonly createdAt: number;
}

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
const account = ({ id, login }: Pick<DemoPerson, "id" | "login">) => ({ id, login, type: "User" });
const threadUrl = ({ repository, number }: DemoThread, part: string) =>
  `${INVENTED_GITHUB}/${repository.name}/${part}/${number}`;

function repositoryOf({ id, name, stars }: DemoRepository, at: number) {
  return {
    id,
    name: name.split("/")[1],
    full_name: name,
    private: false,
    archived: false,
    fork: false,
    html_url: `${INVENTED_GITHUB}/${name}`,
    owner: { login: name.split("/")[0], id: 1, type: "Organization" },
    stargazers_count: stars,
    updated_at: iso(at),
  };
}

function threadOf(thread: DemoThread, part: "issues" | "pull", at: number) {
  return {
    id: thread.repository.id * 100_000 + thread.number,
    number: thread.number,
    title: thread.title,
    user: account(thread.author),
    labels: thread.labels.map((name) => ({ name })),
    assignees: [],
    locked: false,
    body: "",
    html_url: threadUrl(thread, part),
    created_at: iso(thread.createdAt),
    updated_at: iso(at),
  };
}

export function pullRequest(thread: DemoThread, action: "opened" | "closed", sender: DemoPerson, at: number) {
  const merged = action === "closed";
  const ends = merged ? { closed_at: iso(at), merged_at: iso(at) } : { closed_at: null, merged_at: null };
  return {
    action,
    number: thread.number,
    pull_request: { ...threadOf(thread, "pull", at), state: merged ? "closed" : "open", draft: false, merged, ...ends },
    repository: repositoryOf(thread.repository, at),
    sender: account(sender),
  };
}

export function review(thread: DemoThread, reviewer: DemoPerson, id: number, at: number) {
  return {
    action: "submitted",
    review: {
      id,
      user: account(reviewer),
      state: "approved",
      submitted_at: iso(at),
      html_url: `${threadUrl(thread, "pull")}#pullrequestreview-${id}`,
    },
    pull_request: { ...threadOf(thread, "pull", at), state: "open", draft: false },
    repository: repositoryOf(thread.repository, at),
    sender: account(reviewer),
  };
}

export function issue(thread: DemoThread, action: "opened" | "closed", sender: DemoPerson, at: number) {
  const closed = action === "closed";
  return {
    action,
    issue: {
      ...threadOf(thread, "issues", at),
      state: closed ? "closed" : "open",
      state_reason: closed ? "completed" : null,
      closed_at: closed ? iso(at) : null,
    },
    repository: repositoryOf(thread.repository, at),
    sender: account(sender),
  };
}

export function release(repository: DemoRepository, author: DemoPerson, id: number, tag: string, at: number) {
  return {
    action: "published",
    release: {
      id,
      name: tag,
      tag_name: tag,
      draft: false,
      prerelease: false,
      author: account(author),
      body: "",
      created_at: iso(at),
      published_at: iso(at),
      html_url: `${INVENTED_GITHUB}/${repository.name}/releases/tag/${tag}`,
    },
    repository: repositoryOf(repository, at),
    sender: account(author),
  };
}

export function star(repository: DemoRepository, sender: Pick<DemoPerson, "id" | "login">, at: number) {
  return {
    action: "created",
    starred_at: iso(at),
    repository: repositoryOf(repository, at),
    sender: account(sender),
  };
}
