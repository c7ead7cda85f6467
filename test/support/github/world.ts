/** The state of the local GitHub: threads, what people wrote there, and whom that notified. */
import type { Account } from "./accounts.ts";
import { mentionsIn, teamsIn } from "./mentions.ts";

interface RepositoryName {
  /** owner/name */
  readonly full_name: string;
}

/** A label as its repository defines it. GitHub invents one that is put on a thread before it is created. */
export interface LocalLabel {
  readonly name: string;
  readonly color: string;
  description: string | null;
}

interface LocalTeam {
  readonly members: readonly Account[];
  /** It is visible, and may read the repositories. */
  readonly isReadable: boolean;
}

interface Relabelled {
  readonly thread: LocalThread;
  readonly name: string;
  readonly by: Account;
  readonly action: "labeled" | "unlabeled";
}

/** Something that was written, or that happened in a thread, reached somebody. */
export interface Notification {
  /** The login. */
  readonly to: string;
  /** `owner/name#number` */
  readonly thread: string;
  readonly by: string;
  /** The comment's number; none when the thread was closed. */
  readonly comment?: number;
  readonly because: "watches" | "takes part" | "mentioned";
}

/** The number of a commit that is in no history. */
const TRIAL = "f".repeat(40);

export interface LocalThread {
  readonly id: number;
  /** owner/name, as it is called now */
  repository: string;
  readonly number: number;
  readonly createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  title: string;
  labels: string[];
  author: Account | null;
  /** What its author is to the repository, in GitHub's words. */
  association: string;
  isPullRequest: boolean;
  open: boolean;
  /** ms; `null` unless it is a pull request that was merged. */
  mergedAt: number | null;
  draft: boolean;
  locked: boolean;
  body: string;
  /** Why it is in its state; GitHub says "reopened" when somebody opened it again. */
  stateReason: "completed" | "not_planned" | "reopened" | null;
  /** To its opening text, as `login content`. */
  reactions: string[];
  /** The paths that a pull request changes. */
  files: string[];
  /** The branch that a pull request is for. */
  base: string;
  /** The last commit of a pull request. */
  head: string;
  /** What its merge made; before it, a trial. */
  mergeCommit: string;
  comments: LocalComment[];
  /** Of a pull request. */
  readonly reviews: LocalReview[];
  /** Who works on it. */
  assignees: readonly Account[];
  /** Those who wrote here or were mentioned here, by login. */
  readonly participants: Set<string>;
}

/** A review of a pull request. GitHub tells no time of its edits. */
export interface LocalReview {
  readonly id: number;
  readonly author: Account;
  readonly state: "commented" | "approved" | "changes_requested";
  readonly submittedAt: number;
  body: string;
}

export interface LocalComment {
  readonly id: number;
  readonly author: Account;
  /** `owner/name#number`, by the first name of the repository */
  thread: string;
  readonly createdAt: number;
  body: string;
  /** The teams that GitHub reads in it, as `organisation/team`. */
  teams: readonly string[];
  /** What it said before each edit. */
  readonly earlier: string[];
  /** How often it was written: 1 at first, one more for each edit. */
  writes: number;
  /** When it was written or edited, ms. */
  updatedAt: number;
  /** As `login content`. */
  readonly reactions: string[];
}

const keyOf = (repository: string, number: number): string => `${repository}#${number}`;

export class World {
  /** The first name of a repository that was renamed, by its later names: all that is kept here is kept under the first. */
  readonly #firstNames = new Map<string, string>();
  readonly #threads = new Map<string, LocalThread>();
  readonly #comments = new Map<number, LocalComment>();
  /** Comments on lines of a pull request. */
  readonly #reviewComments = new Map<number, LocalComment>();
  readonly #repositories = new Map<string, number>();
  /** By repository, and by name in lower case. */
  readonly #labels = new Map<string, Map<string, LocalLabel>>();
  /** Logins, by repository. */
  readonly #watchers = new Map<string, Set<string>>();
  /** Accounts there are, by login in lower case: mentioning somebody else notifies nobody. */
  readonly #accounts = new Map<string, Account>();
  readonly #teams = new Map<string, LocalTeam>();
  /** How many more reads do not find something new. */
  readonly #unseen = new Map<object, number>();
  #nextId = 1000;

  readonly notifications: Notification[] = [];
  /** Its clock, ms. */
  now: () => number = Date.now;
  /** How many reads of a new thread or comment answer 404, as GitHub does for a moment. */
  lag = 0;

  /** Creates a thread and its repository, or changes the thread. */
  thread(
    { id, full_name }: RepositoryName & { readonly id: number },
    number: number,
    change: Partial<Omit<LocalThread, "id" | "repository" | "number">> = {},
  ): LocalThread {
    this.repository({ id, full_name });
    const thread = Object.assign(this.find(full_name, number) ?? this.#newThread(full_name, number), change);
    if (thread.author) this.#takesPart(thread, thread.author);
    return thread;
  }

  #newThread(repository: string, number: number): LocalThread {
    const thread: LocalThread = {
      id: ++this.#nextId,
      repository,
      number,
      createdAt: this.now(),
      updatedAt: this.now(),
      closedAt: null,
      title: `Thread ${number}`,
      labels: [],
      author: null,
      association: "NONE",
      isPullRequest: false,
      open: true,
      mergedAt: null,
      draft: false,
      locked: false,
      body: "",
      stateReason: null,
      reactions: [],
      files: [],
      base: "main",
      head: "0".repeat(40),
      mergeCommit: TRIAL,
      comments: [],
      reviews: [],
      assignees: [],
      participants: new Set(),
    };
    this.#threads.set(this.#keyOf(repository, number), thread);
    this.#hide(thread);
    return thread;
  }

  /** The names of repositories whose issues are switched off. */
  readonly withoutIssues = new Set<string>();

  /** Somebody opens an issue. */
  open(
    repository: RepositoryName & { readonly id: number },
    author: Account,
    text: Pick<LocalThread, "title" | "body">,
  ): LocalThread {
    const number = Math.max(0, ...this.threadsIn(repository.id).map((thread) => thread.number)) + 1;
    const thread = this.thread(repository, number, { author, ...text });
    this.#notify(
      thread,
      author,
      mentionsIn(text.body).flatMap((login) => this.accountNamed(login) ?? []),
    );
    return thread;
  }

  repository({ id, full_name }: RepositoryName & { readonly id: number }): void {
    this.#repositories.set(this.firstName(full_name), id);
  }

  firstName(repository: string): string {
    return this.#firstNames.get(repository) ?? repository;
  }

  nameNow(repository: string): string {
    const first = this.firstName(repository);
    return [...this.#firstNames].findLast(([, its]) => its === first)?.[0] ?? first;
  }

  /** GitHub goes on answering under the names that a repository had before. */
  rename(repository: string, name: string): void {
    const first = this.firstName(repository);
    this.#firstNames.set(name, first);
    for (const [key, thread] of this.#threads) if (key.startsWith(`${first}#`)) thread.repository = name;
  }

  #keyOf(repository: string, number: number): string {
    return keyOf(this.firstName(repository), number);
  }

  /** An issue goes to another repository, with all that was said in it. GitHub leads from its former address to it. */
  transfer(thread: LocalThread, { full_name }: RepositoryName, number: number): LocalThread {
    const key = this.#keyOf(full_name, number);
    const from = this.labels({ full_name: thread.repository });
    const to = this.labels({ full_name });
    // It keeps the labels that its new repository has as well. Those that nobody defined here are in all of them.
    const labels = thread.labels.filter((name) => !from.has(name.toLowerCase()) || to.has(name.toLowerCase()));
    const moved = { ...thread, id: ++this.#nextId, repository: full_name, number, labels, updatedAt: this.now() };
    for (const comment of moved.comments) comment.thread = key;
    this.#threads.set(key, moved);
    this.#threads.set(this.#keyOf(thread.repository, thread.number), moved);
    return moved;
  }

  /** An account that can be mentioned; those who write are known anyway. */
  account(account: Account): void {
    this.#accounts.set(account.login.toLowerCase(), account);
  }

  /** A team of an organisation, as `organisation/team`. */
  team(name: string, members: readonly Account[], isReadable = true): void {
    for (const one of members) this.account(one);
    this.#teams.set(name.toLowerCase(), { members, isReadable });
  }

  hasTeam(name: string): boolean {
    return this.#teams.has(name.toLowerCase());
  }

  accountNamed(login: string): Account | undefined {
    return this.#accounts.get(login.toLowerCase());
  }

  accountNumbered(id: number): Account | undefined {
    return [...this.#accounts.values()].find((account) => account.id === id);
  }

  watch({ full_name }: RepositoryName, account: Account): void {
    this.account(account);
    this.#watchers.set(full_name, (this.#watchers.get(full_name) ?? new Set()).add(account.login));
  }

  find(repository: string, number: number): LocalThread | undefined {
    return this.#threads.get(this.#keyOf(repository, number));
  }

  threadOf(comment: LocalComment): LocalThread | undefined {
    return this.#threads.get(comment.thread);
  }

  repositoryId(name: string): number | undefined {
    return this.#repositories.get(this.firstName(name));
  }

  labels({ full_name }: RepositoryName): Map<string, LocalLabel> {
    const first = this.firstName(full_name);
    const labels = this.#labels.get(first) ?? new Map<string, LocalLabel>();
    this.#labels.set(first, labels);
    return labels;
  }

  /** By their names. */
  repositoryNames(): Iterable<[name: string, id: number]> {
    return this.#repositories;
  }

  threadsIn(repository: number): LocalThread[] {
    return [...this.#threads.values()].filter((thread) => this.repositoryId(thread.repository) === repository);
  }

  comments({ full_name }: RepositoryName, number: number): LocalComment[] {
    return this.find(full_name, number)?.comments ?? [];
  }

  /** Who may see no teams mentions none. */
  say({ full_name }: RepositoryName, number: number, author: Account, body: string, seesTeams = true): LocalComment {
    const comment = this.#write(full_name, number, author, body, seesTeams);
    this.find(full_name, number)?.comments.push(comment);
    this.#comments.set(comment.id, comment);
    return comment;
  }

  /** Somebody comments on a line of a pull request. */
  sayInReview({ full_name }: RepositoryName, number: number, author: Account, body: string): LocalComment {
    const comment = this.#write(full_name, number, author, body);
    this.#reviewComments.set(comment.id, comment);
    return comment;
  }

  /** The comments on lines of a pull request. */
  lineComments({ full_name }: RepositoryName, number: number): LocalComment[] {
    const key = this.#keyOf(full_name, number);
    return [...this.#reviewComments.values()].filter(({ thread }) => thread === key);
  }

  /** Somebody reviews a pull request. */
  review(thread: LocalThread, review: LocalReview): void {
    thread.reviews.push(review);
    thread.updatedAt = this.now();
  }

  /** Nobody finds it any more, and GitHub does not say whether it was there. */
  deleteThread({ repository, number }: LocalThread): void {
    this.#threads.delete(this.#keyOf(repository, number));
  }

  /** A comment that a test only delivers, and did not write here: it is found by its number. */
  know(id: number, author: Account, thread: string, body: string): void {
    if (id <= this.#nextId || this.#comments.has(id)) return;
    this.#comments.set(id, this.#newComment(id, author, thread, body));
  }

  #newComment(id: number, author: Account, thread: string, body: string): LocalComment {
    const at = this.now();
    return { id, author, thread, createdAt: at, body, earlier: [], writes: 1, updatedAt: at, reactions: [], teams: [] };
  }

  #write(repository: string, number: number, author: Account, body: string, seesTeams = true): LocalComment {
    const comment = this.#newComment(++this.#nextId, author, this.#keyOf(repository, number), body);
    comment.teams = seesTeams ? this.#readableTeams(body) : [];
    this.#hide(comment);
    const thread = this.find(repository, number);
    if (thread) {
      const mentioned = this.#mentioned(comment);
      this.#notify(thread, author, mentioned, comment.id);
      thread.updatedAt = this.now();
      for (const one of [author, ...mentioned]) this.#takesPart(thread, one);
    }
    return comment;
  }

  /** An edit notifies those whom the text did not mention before. */
  rewrite(comment: LocalComment, body: string, seesTeams = true): void {
    const before = new Set(this.#mentioned(comment));
    const teams = seesTeams ? this.#readableTeams(body) : [];
    const added = this.#mentioned({ body, teams }).filter(
      (one) => !before.has(one) && one.login !== comment.author.login,
    );
    const { thread } = comment;
    for (const { login } of added)
      this.notifications.push({
        to: login,
        thread,
        by: comment.author.login,
        comment: comment.id,
        because: "mentioned",
      });
    const found = this.threadOf(comment);
    if (found) for (const one of added) this.#takesPart(found, one);
    comment.earlier.push(comment.body);
    Object.assign(comment, { body, teams, writes: comment.writes + 1, updatedAt: this.now() });
  }

  /** Somebody closes a thread or opens it again. */
  turn(thread: LocalThread, by: Account, change: Pick<LocalThread, "open" | "stateReason">): void {
    // Nobody is so fast that it is the same second: GitHub tells no more of the time.
    const at = Math.max(this.now(), thread.updatedAt + 1_000);
    Object.assign(thread, change, { updatedAt: at, closedAt: change.open ? null : at });
    this.#notify(thread, by, []);
    this.#takesPart(thread, by);
  }

  /** Labels notify nobody. */
  label(thread: LocalThread, name: string, by: Account): void {
    if (thread.labels.some((one) => one.toLowerCase() === name.toLowerCase())) return;
    thread.labels.push(name);
    this.#relabelled(thread, name, by, "labeled");
  }

  unlabel(thread: LocalThread, name: string, by: Account): void {
    thread.labels = thread.labels.filter((one) => one.toLowerCase() !== name.toLowerCase());
    this.#relabelled(thread, name, by, "unlabeled");
  }

  #relabelled(thread: LocalThread, name: string, by: Account, action: "labeled" | "unlabeled"): void {
    thread.updatedAt = this.now();
    this.relabelled({ thread, name, by, action });
  }

  /** Called for every change of a thread's labels. */
  relabelled: (change: Relabelled) => void = () => {};

  comment(id: number): LocalComment | undefined {
    return this.#comments.get(id);
  }

  reviewComment(id: number): LocalComment | undefined {
    return this.#reviewComments.get(id);
  }

  deleteComment(id: number): void {
    const thread = this.#threads.get(this.#comments.get(id)?.thread ?? "");
    if (thread) thread.comments = thread.comments.filter((comment) => comment.id !== id);
    this.#comments.delete(id);
    this.#reviewComments.delete(id);
  }

  /** Whether a read finds something that exists; every call is one read. */
  isSeen(thing: object): boolean {
    const left = this.#unseen.get(thing) ?? 0;
    if (left > 0) this.#unseen.set(thing, left - 1);
    return left === 0;
  }

  /** What reached somebody. */
  notificationsOf({ login }: Account): Notification[] {
    return this.notifications.filter(({ to }) => to === login);
  }

  #hide(thing: object): void {
    if (this.lag > 0) this.#unseen.set(thing, this.lag);
  }

  #takesPart(thread: LocalThread, one: Account): void {
    this.account(one);
    thread.participants.add(one.login);
  }

  #mentioned({ body, teams }: Pick<LocalComment, "body" | "teams">): Account[] {
    const people = mentionsIn(body).flatMap((login) => this.#accounts.get(login) ?? []);
    return [...people, ...teams.flatMap((name) => this.#teams.get(name)?.members ?? [])];
  }

  #readableTeams(body: string): string[] {
    return teamsIn(body).filter((name) => this.#teams.get(name)?.isReadable);
  }

  #notify(thread: LocalThread, by: Account, mentioned: readonly Account[], comment?: number): void {
    const because = new Map<string, Notification["because"]>();
    for (const login of this.#watchers.get(thread.repository) ?? []) because.set(login, "watches");
    for (const login of thread.participants) because.set(login, "takes part");
    for (const { login } of mentioned) because.set(login, "mentioned");
    because.delete(by.login);
    const where = { thread: keyOf(thread.repository, thread.number), by: by.login, ...(comment && { comment }) };
    for (const [to, reason] of because) this.notifications.push({ to, ...where, because: reason });
  }
}
