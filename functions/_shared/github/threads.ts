/** Threads: what an issue or a pull request is now; it gets reactions, and an issue that was opened only to join is closed. */
import type { Source } from "../core/spoken.ts";
import type { Client, Parameters, Permission, Place } from "./call.ts";
import { writing } from "./failure.ts";
import { labelNames } from "./received.ts";

/** An issue or pull request as it is now. */
export interface LiveThread {
  readonly title: string;
  readonly labels: readonly string[];
  readonly author: { readonly id: number; readonly login: string; readonly type?: string } | null;
  readonly isPullRequest: boolean;
  readonly body: string;
  /** ms */
  readonly createdAt: number;
  readonly open: boolean;
  /** Somebody opened it again after it had been closed. */
  readonly reopened: boolean;
  readonly draft: boolean;
  readonly locked: boolean;
}

export interface Threads {
  thread(place: Place): Promise<LiveThread>;
  /** The paths that a pull request changes, as many as GitHub lists: 3,000. */
  files(place: Place): Promise<string[]>;
  /** Shows that we have seen a text; again it changes nothing. Reviews have no reactions. */
  react(place: Place, source: Source): Promise<void>;
  /** Closes the issue as completed. */
  close(place: Place): Promise<void>;
}

const REACTIONS = {
  comment: { route: "POST /repos/{owner}/{repo}/issues/comments/{id}/reactions", permission: "issues" },
  "review-comment": { route: "POST /repos/{owner}/{repo}/pulls/comments/{id}/reactions", permission: "pull_requests" },
  opening: { route: "POST /repos/{owner}/{repo}/issues/{id}/reactions", permission: "issues" },
} as const satisfies Record<Exclude<Source["kind"], "review">, { route: string; permission: Permission }>;

export const threadCalls = (client: Client, parameters: Parameters): Threads => ({
  async thread(place) {
    const { data } = await client.request("GET /repos/{owner}/{repo}/issues/{issue_number}", {
      ...(await parameters(place)),
      issue_number: place.number,
    });
    const { user } = data;
    return {
      title: data.title,
      labels: labelNames(data.labels),
      author: user && { id: Number(user.id), login: user.login, type: user.type },
      isPullRequest: data.pull_request !== undefined,
      body: data.body ?? "",
      createdAt: Date.parse(data.created_at),
      open: data.state === "open",
      reopened: data.state_reason === "reopened",
      draft: data.draft ?? false,
      locked: data.locked,
    };
  },

  async files(place) {
    const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
    const about = { ...(await parameters(place, "files")), pull_number: place.number, per_page: 100 };
    // Page by page, since a page holds what was changed as well.
    return client.paginate(route, about, ({ data }) => data.map(({ filename }) => filename));
  },

  async react(place, { kind, id }) {
    if (kind === "review") return;
    const { route, permission } = REACTIONS[kind];
    const about = { ...(await parameters(place, permission)), id: kind === "opening" ? place.number : id };
    await client.request(route, { ...about, content: "eyes" });
  },

  async close(place) {
    const route = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";
    const closed = { state: "closed", state_reason: "completed" } as const;
    const about = { ...(await parameters(place)), issue_number: place.number, ...closed };
    await writing(place.repository, () => client.request(route, about));
  },
});
