/** `pods.yml`: the settings of a community. */
import * as z from "zod";
import { Login } from "./member.ts";
import { oneLine } from "./people-text.ts";
import { nameKeyOf } from "./places.ts";
import { isTimezone, zoneFault, zoneIn } from "./timezone.ts";
import { WEEKDAYS } from "./week.ts";

export const Timezone = z
  .string()
  .overwrite((text) => zoneIn(text) ?? text)
  .refine(isTimezone, { error: ({ input }) => zoneFault(String(input)) });
const AreaId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "an area's id is lower case letters, digits and hyphens, at most 40");
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written "09:00"');
const Repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, { error: "a repository is written owner/name", abort: true });
/** An issue or a pull request, as GitHub writes it: `openfaas/community#12`. */
export const ThreadName = z.string().regex(/^[\w.-]+\/[\w.-]+#[1-9]\d{0,8}$/, "is written owner/name#number");
/** A login, or `login:number`. */
const Maintainer = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}(:[1-9]\d{0,14})?$/, "is a login, or login:number");
/** As browsers send it: characters that nobody sees are percent-encoded. */
export const Link = z.url({ protocol: /^https?$/, normalize: true });

/** A comma would part it into two where GitHub lists issues by their labels. */
const LabelName = z.string().regex(/^[^,]{1,50}$/, "is a label");

/** As a sentence of the digest names it. */
const KindOfWork = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} &-]{0,29}$/u, "is a kind of work in a few letters");

const AREA_TITLE_LENGTH_MAX = 60;

const SETTLE_WEEKS_MAX = 52;

/** A digest has room for a line of each. */
const FEEDS_MAX = 20;

export const Area = z.strictObject({
  title: z.string().min(1).max(AREA_TITLE_LENGTH_MAX).optional(),
  /** Its ids before it was renamed; what is stored under them belongs to it. Its own id says that it has that back. */
  was: z.array(AreaId).default([]),
  repositories: z.array(Repository).default([]),
  labels: z.array(z.string()).default([]),
  paths: z.array(z.string()).default([]),
  keywords: z.array(z.string()).default([]),
  /** What its pods merged stands among the demos of the next meeting. */
  demos: z.boolean().optional(),
});

/** An id that could mean two areas. */
function* faultsOfFormerIds(areas: Readonly<Record<string, z.infer<typeof Area>>>) {
  const heirs = new Map<string, string>();
  for (const [id, { was }] of Object.entries(areas)) {
    for (const [index, former] of was.entries()) {
      const path = [id, "was", index];
      const heir = heirs.get(former);
      if (former !== id && Object.hasOwn(areas, former))
        yield { path, message: `is ${former}, which is an area of its own` };
      else if (heir === id) yield { path, message: `is ${former}, which stands there twice; keep one of them` };
      else if (heir !== undefined)
        yield {
          path,
          message: `is ${former}, which stands in was of ${heir} as well; an area's pods can go to one area only`,
        };
      heirs.set(former, heir ?? id);
    }
  }
}

/** A title by which people would get another area than the one that shows it. */
function* faultsOfTitles(areas: Readonly<Record<string, z.infer<typeof Area>>>) {
  const all = Object.entries(areas);
  const names = new Map<string, { readonly id: string; readonly as: string }>([
    ...all.flatMap(([id, { was }]) => was.map((former) => [nameKeyOf(former), { id, as: "a former id" }] as const)),
    ...all.map(([id]) => [nameKeyOf(id), { id, as: "the id" }] as const),
  ]);
  for (const [id, { title = id }] of all) {
    const other = names.get(nameKeyOf(title));
    if (other && other.id !== id)
      yield {
        path: [id, "title"],
        message: `is ${oneLine(title, AREA_TITLE_LENGTH_MAX)}, which is ${other.as} of the area ${other.id}; whoever asks for it would get that area, not ${id}`,
      };
  }
}

export const MeetingTime = z.strictObject({
  weekday: z.enum(WEEKDAYS),
  time: Time,
  timezone: Timezone,
  link: Link.optional(),
});

/** The page's own text, always there. */
export const PAGE = "markdown";
/** Where a digest goes: `PAGE`, or the id of a channel. Core knows no channels; `parseSettings` is told which there are. */
export const Destination = z.string();

const DURABILITIES = ["none", "everysec", "always"] as const;
export type Durability = (typeof DURABILITIES)[number];

const Fields = z.strictObject({
  /** Part of every key in Redis; never changed. */
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, "the id is lower case letters, digits and hyphens")
    .default("pods"),
  community: z.string().min(1).max(80),
  organisation: z.string().regex(/^[A-Za-z0-9-]{1,39}$/, "is not a GitHub organisation"),
  /** Where people open GitHub; never changed, since another GitHub has other numbers for everything. */
  github: z
    .string()
    .regex(/^https?:\/\/[\w.-]+(:\d{1,5})?\/?$/, "is an address without a path")
    .transform((url) => url.replace(/\/$/, "").toLowerCase())
    .default("https://github.com"),
  publicUrl: z
    .union([Link, z.string().regex(/^\/[\w./-]*$/, "is a URL or a path")])
    .transform((url) => url.replace(/\/+$/, ""))
    .default("/function"),
  size: z
    .strictObject(
      { min: z.literal(5), target: z.literal(7), max: z.literal(9) },
      "a pod is 7 ± 2 people: { min: 5, target: 7, max: 9 }",
    )
    .default({ min: 5, target: 7, max: 9 }),
  consent: z.enum(["offer", "assign"]).default("offer"),
  /** The least that Redis must offer before anything is changed. */
  durability: z.enum(DURABILITIES).default("everysec"),
  maintainers: z.array(Maintainer).default([]),
  /** Robots that GitHub calls users. */
  bots: z.array(Login).default([]),
  /** How merge bots, which close a pull request instead of merging it, show that they merged it. */
  mergedBy: z
    .strictObject({ labels: z.array(z.string()).default([]), titlePrefixes: z.array(z.string().min(1)).default([]) })
    .prefault({}),
  credit: z
    .strictObject({
      /** Labels of work that is no code, with the kind of work that each of them means. */
      labels: z.record(LabelName, KindOfWork).default({}),
    })
    .prefault({}),
  /** Labels that offer an issue to whoever wants to take it. */
  issues: z
    .strictObject({
      goodFirst: z.array(LabelName).default(["good first issue"]),
      helpWanted: z.array(LabelName).default(["help wanted"]),
    })
    .prefault({}),
  areas: z
    .record(AreaId, Area)
    .refine((areas) => Object.keys(areas).length > 0, "name at least one area")
    .superRefine((areas, context) => {
      for (const { path, message } of [...faultsOfFormerIds(areas), ...faultsOfTitles(areas)])
        context.addIssue({ code: "custom", path, message });
    }),
  mentions: z
    .strictObject({
      /** The people whom a comment about a pod mentions; `quiet`: there is no comment. */
      mode: z.enum(["quiet", "name", "advocate", "rotation", "all", "team"]).default("name"),
      perThread: z.int().min(0).max(9).default(3),
      quietOnDrafts: z.boolean().default(true),
      /** Threads get the label of their pod. */
      labels: z.boolean().default(true),
      /** What the threads of people who know the pods get. */
      insiders: z.enum(["label", "comment"]).default("label"),
    })
    .prefault({}),
  rebalance: z
    .strictObject({
      seat: z.enum(["daily", "off"]).default("daily"),
      plan: z.enum(["weekly", "off"]).default("weekly"),
      autoApply: z.boolean().default(false),
      maxMovesPercent: z.number().min(0).max(100).default(5),
      /** How long people have been in their pod before a plan may move them. */
      settleWeeks: z.int().min(0).max(SETTLE_WEEKS_MAX).default(8),
    })
    .prefault({}),
  /** Where "Take a seat" opens an issue. */
  joinRepository: Repository.optional(),
  notices: z
    .strictObject({
      /** Where people are told what others decided about them. */
      thread: ThreadName.optional(),
    })
    .prefault({}),
  /** X-Forwarded-For is true, because a proxy of ours sets it: then limits to failed proofs are per address. */
  trustedProxy: z.boolean().default(false),
  digest: z
    .strictObject({
      weekday: z.enum(WEEKDAYS).default("Monday"),
      time: Time.default("09:00"),
      timezone: Timezone.default("UTC"),
      to: z.array(Destination).default([PAGE]),
      /** The repository in which an issue is opened for each week. */
      issue: Repository.optional(),
    })
    .prefault({}),
  meetings: z.record(z.string(), MeetingTime).default({}),
  links: z
    .strictObject({
      roadmap: Link.optional(),
      contributing: Link.optional(),
      slackInvite: Link.optional(),
      swag: Link.optional(),
      /** Blogs of members, as RSS or Atom. */
      feeds: z.array(Link).max(FEEDS_MAX).default([]),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof Fields>;

const isUnsetOrOurs = (repository: string | undefined, settings: Settings): boolean =>
  repository === undefined || isOurs(repository, settings);

export const Settings = Fields.refine((settings) => isUnsetOrOurs(settings.joinRepository, settings), {
  path: ["joinRepository"],
})
  .refine((settings) => isUnsetOrOurs(settings.digest.issue, settings), { path: ["digest", "issue"] })
  .refine((settings) => isUnsetOrOurs(settings.notices.thread?.split("#")[0], settings), {
    path: ["notices", "thread"],
  });

/** `name` is owner/name. */
export const isOfOrganisation = (name: string, organisation: string): boolean =>
  name.toLowerCase().startsWith(`${organisation.toLowerCase()}/`);

/** Repositories of others that belong to areas. */
export const repositoriesElsewhere = ({ organisation, areas }: Pick<Settings, "organisation" | "areas">): string[] => {
  const named = Object.values(areas).flatMap(({ repositories }) => repositories);
  return [...new Set(named.filter((name) => !isOfOrganisation(name, organisation)))];
};

/**
 * Whether we use the deliveries of a repository, since it has the same owner as the organisation or an area's repository.
 * Anybody can install an app, and its deliveries are signed too.
 */
export function isHeard(name: string, { organisation, areas }: Pick<Settings, "organisation" | "areas">): boolean {
  const owners = [organisation, ...Object.values(areas).flatMap(({ repositories }) => repositories.map(ownerOf))];
  return owners.some((owner) => isOfOrganisation(name, owner));
}

const ownerOf = (name: string): string => name.split("/")[0] ?? "";

/** Whether a repository belongs to the organisation or to an area: elsewhere we may say nothing. */
function isOurs(name: string, { organisation, areas }: Pick<Settings, "organisation" | "areas">): boolean {
  const wanted = name.toLowerCase();
  if (isOfOrganisation(name, organisation)) return true;
  return Object.values(areas).some(({ repositories }) => repositories.some((one) => one.toLowerCase() === wanted));
}

export type Area = z.infer<typeof Area>;

/** The id now of an area that had this id at some time; `undefined` when the settings name none. */
export function areaNow({ areas }: Pick<Settings, "areas">, id: string): string | undefined {
  if (Object.hasOwn(areas, id)) return id;
  return Object.keys(areas).find((now) => areas[now]?.was.includes(id));
}

/** Whether there is a channel in which people can be introduced, as far as the settings say. */
export const hasChannel = ({ digest, links }: Pick<Settings, "digest" | "links">): boolean =>
  links.slackInvite !== undefined || digest.to.some((to) => to !== PAGE);

/** An area's title; its id when the settings no longer name it. */
export function areaTitle(settings: Pick<Settings, "areas">, id: string): string {
  const now = areaNow(settings, id) ?? id;
  return oneLine(settings.areas[now]?.title ?? now, AREA_TITLE_LENGTH_MAX);
}
