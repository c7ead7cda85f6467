/** The state of the local GitHub: threads and their comments. */
import type { Account } from "./accounts.ts";

export interface LocalThread {
  title: string;
  labels: string[];
  author: Account | null;
  open: boolean;
  draft: boolean;
  locked: boolean;
  body: string;
  /** Why it is in its state; GitHub says "reopened" when somebody opened it again. */
  stateReason: "completed" | "reopened" | null;
  /** What people who watch it were told: new comments, and its closing. An edit tells nobody. */
  notifications: number;
  /** To its opening text, as `login content`. */
  reactions: string[];
}

export interface LocalComment {
  readonly id: number;
  readonly author: Account;
  body: string;
  /** How often it was written: 1 at first, one more for each edit. */
  writes: number;
  /** When it was written or edited, ms. */
  updatedAt: number;
  /** As `login content`. */
  readonly reactions: string[];
}

interface RepositoryName {
  /** owner/name */
  readonly full_name: string;
}

export class World {
  readonly #threads = new Map<string, LocalThread & { comments: LocalComment[] }>();
  readonly #repositories = new Map<string, number>();
  /** Comments on lines of a pull request. */
  readonly #reviewComments = new Map<number, LocalComment>();
  #nextId = 1000;

  /** Its clock, ms. */
  now: () => number = Date.now;

  /** Creates a thread and its repository, or changes the thread. */
  thread(
    { id, full_name }: RepositoryName & { readonly id: number },
    number: number,
    change: Partial<LocalThread> = {},
  ) {
    const thread = this.find(full_name, number) ?? {
      title: `Thread ${number}`,
      labels: [],
      author: null,
      open: true,
      draft: false,
      locked: false,
      body: "",
      stateReason: null,
      notifications: 0,
      reactions: [],
      comments: [],
    };
    this.#repositories.set(full_name, id);
    this.#threads.set(`${full_name}#${number}`, thread);
    return Object.assign(thread, change);
  }

  find(repository: string, number: number): (LocalThread & { comments: LocalComment[] }) | undefined {
    return this.#threads.get(`${repository}#${number}`);
  }

  repositoryId(name: string): number | undefined {
    return this.#repositories.get(name);
  }

  comments({ full_name }: RepositoryName, number: number): LocalComment[] {
    return this.find(full_name, number)?.comments ?? [];
  }

  say({ full_name }: RepositoryName, number: number, author: Account, body: string): LocalComment {
    const comment = this.#write(author, body);
    const thread = this.find(full_name, number);
    thread?.comments.push(comment);
    if (thread) thread.notifications += 1;
    return comment;
  }

  /** Somebody comments on a line of a pull request. */
  sayInReview(author: Account, body: string): LocalComment {
    const comment = this.#write(author, body);
    this.#reviewComments.set(comment.id, comment);
    return comment;
  }

  reviewComment(id: number): LocalComment | undefined {
    return this.#reviewComments.get(id);
  }

  #write(author: Account, body: string): LocalComment {
    return { id: ++this.#nextId, author, body, writes: 1, updatedAt: this.now(), reactions: [] };
  }

  comment(id: number): LocalComment | undefined {
    return [...this.#threads.values()].flatMap(({ comments }) => comments).find((comment) => comment.id === id);
  }

  deleteComment(id: number): void {
    for (const thread of this.#threads.values()) {
      thread.comments = thread.comments.filter((comment) => comment.id !== id);
    }
  }
}
