/**
 * The few fields of a webhook payload that we use. Lenient on purpose: GitHub adds fields, sends `null` for deleted
 * accounts, and some of its published examples do not fit its own schemas. A field of the wrong shape counts as absent.
 */
import * as z from "zod";
import { oneLine } from "../people-text.ts";

const TITLE_LENGTH_MAX = 512;
const LABELS_MAX = 100;

const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const Id = z.int().positive();

/** An instant in ms. GitHub sends ISO 8601, or seconds since 1970 in `push` events. */
const Instant = z
  .union([
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
    z.number().transform((s) => s * 1000),
  ])
  // Nothing on GitHub is older than 1970, and the store takes no other times.
  .refine((ms) => ms >= 0 && Number.isSafeInteger(ms));

const Login = z.string().min(1).max(100);
const Account = z.object({ id: Id, login: Login, type: maybe(z.string()) });

const Repository = z.object({
  id: Id,
  full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  private: maybe(z.boolean()),
  archived: maybe(z.boolean()),
  stargazers_count: maybe(z.int().nonnegative()),
  updated_at: maybe(Instant),
  created_at: maybe(Instant),
  pushed_at: maybe(Instant),
});

/** Unless GitHub says otherwise: a leaked name cannot be taken back. */
export const isPrivate = (repository: RepositoryPayload): boolean => repository.private ?? true;

const Labels = z
  .array(z.object({ name: z.string() }).nullable().catch(null))
  .transform((labels) => labels.flatMap((label) => (label ? [label.name] : [])).slice(0, LABELS_MAX))
  .catch([]);

const Title = z.string().transform((title) => oneLine(title, TITLE_LENGTH_MAX));

/** The number of a commit. */
const Sha = z.string().regex(/^[\da-f]{40,64}$/);

/** The fields that issues and pull requests share. */
const Thread = z.object({
  id: maybe(Id),
  number: Id,
  title: Title.catch(""),
  user: maybe(Account),
  /** Who takes it on. */
  assignees: maybe(z.array(z.object({}))),
  labels: z.optional(Labels).transform((labels) => labels ?? []),
  state: maybe(z.string()),
  /** Why an issue was closed. */
  state_reason: maybe(z.string()),
  /** What its author was to the repository at that moment. */
  author_association: maybe(z.string()),
  draft: maybe(z.boolean()),
  locked: maybe(z.boolean()),
  html_url: maybe(z.url()),
  body: maybe(z.string()),
  created_at: maybe(Instant),
  updated_at: maybe(Instant),
  closed_at: maybe(Instant),
  merged: maybe(z.boolean()),
  merged_at: maybe(Instant),
  /** What the merge made; before it, GitHub's own trial. */
  merge_commit_sha: maybe(Sha),
  /** The last commit of a pull request. */
  head: maybe(z.object({ sha: Sha })),
  /** Present in an issue that is a pull request. */
  pull_request: maybe(z.object({})),
});

/** A text that somebody wrote under their name. */
const Text = z.object({
  id: Id,
  user: maybe(Account),
  body: maybe(z.string()),
  html_url: maybe(z.url()),
  author_association: maybe(z.string()),
});

const Comment = Text.extend({ updated_at: maybe(Instant) });

const Review = Text.extend({
  state: maybe(z.string()),
  submitted_at: maybe(Instant),
});

const Release = z.object({
  id: Id,
  name: maybe(Title),
  tag_name: maybe(Title),
  draft: maybe(z.boolean()),
  author: maybe(Account),
  published_at: maybe(Instant),
  updated_at: maybe(Instant),
  html_url: maybe(z.url()),
});

export const Payload = z.object({
  action: maybe(z.string()),
  sender: maybe(Account),
  /** The owner of the repository, if that is no person. */
  organization: maybe(z.object({ login: Login })),
  repository: maybe(Repository),
  issue: maybe(Thread),
  pull_request: maybe(Thread),
  comment: maybe(Comment),
  review: maybe(Review),
  release: maybe(Release),
  starred_at: maybe(Instant),
  changes: maybe(
    z.object({
      title: maybe(z.object({})),
      body: maybe(z.object({ from: maybe(z.string()) })),
      old_issue: maybe(z.object({ number: Id })),
      old_repository: maybe(z.object({ id: maybe(Id) })),
      new_issue: maybe(z.object({ number: Id })),
      new_repository: maybe(z.object({ id: maybe(Id) })),
    }),
  ),
});

export type Payload = z.infer<typeof Payload>;

const Located = z.object({ repository: z.object({ id: Id }) });

/** The number of the repository that a payload is about. */
export const repositoryIn = (payload: unknown): number | undefined => Located.safeParse(payload).data?.repository.id;

/** `opened` also arrives when an issue is transferred here: then nobody has opened or written anything now. */
export const isTransferred = ({ changes }: Payload): boolean => changes?.old_repository !== undefined;
export type Account = z.infer<typeof Account>;
export type RepositoryPayload = z.infer<typeof Repository>;
export type ThreadPayload = z.infer<typeof Thread>;
