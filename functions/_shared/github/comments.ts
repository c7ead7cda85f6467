/** Comments in a thread: those of others are read; ours are written, edited and removed. */
import type { Client, Parameters, Place, Writing } from "./call.ts";
import { writing } from "./failure.ts";

export interface Comment {
  readonly id: number;
  readonly body: string;
  /** Only the account that wrote a comment may edit it, and ours changes with the token or the app. */
  readonly isOurs: boolean;
}

export interface Comments {
  comment(place: Place, id: number): Promise<Comment>;
  /** Our own comments that begin with `marker`, oldest first. */
  ours(place: Place, marker: string): Promise<Comment[]>;
  /** All comments that were written or edited since then (ms), oldest first. */
  since(place: Place, at: number): Promise<Comment[]>;
  /** Without the permission to see teams, GitHub reads no mention of one. */
  create(place: Place, body: string, permission?: Writing): Promise<Comment>;
  update(place: Place, id: number, body: string, permission?: Writing): Promise<void>;
  remove(place: Place, id: number): Promise<void>;
}

interface Received {
  readonly id: number | bigint;
  readonly body?: string;
  readonly user: { readonly login: string } | null;
}

const PER_PAGE = 100;

/** `login` is that of the account that writes, in lower case. */
export function commentCalls(client: Client, parameters: Parameters, login: () => Promise<string>): Comments {
  async function commentOf({ id, body = "", user }: Received): Promise<Comment> {
    return { id: Number(id), body, isOurs: user?.login.toLowerCase() === (await login()) };
  }

  async function comments(place: Place, since: { since?: string } = {}) {
    const all = await client.paginate("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...(await parameters(place)),
      ...since,
      issue_number: place.number,
      per_page: PER_PAGE,
    });
    return (await Promise.all(all.map(commentOf))).sort((a, b) => a.id - b.id);
  }

  return {
    async comment(place, id) {
      const { data } = await client.request("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...(await parameters(place)),
        comment_id: id,
      });
      return commentOf(data);
    },

    async ours(place, marker) {
      return (await comments(place)).filter(({ isOurs, body }) => isOurs && body.startsWith(marker));
    },

    since: (place, at) => comments(place, { since: new Date(Math.floor(at / 1000) * 1000).toISOString() }),

    async create(place, body, permission) {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
      const about = { ...(await parameters(place, permission)), issue_number: place.number, body };
      const { data } = await writing(place.repository, () => client.request(route, about));
      return { id: Number(data.id), body, isOurs: true };
    },

    async update(place, id, body, permission) {
      const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
      const about = { ...(await parameters(place, permission)), comment_id: id, body };
      await writing(place.repository, () => client.request(route, about));
    },

    async remove(place, id) {
      const route = "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}";
      const about = { ...(await parameters(place)), comment_id: id };
      await writing(place.repository, () => client.request(route, about));
    },
  };
}
