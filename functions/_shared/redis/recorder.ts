/** Facts from GitHub, and the state of our comments about pods there. */
import type { Activity, Repository } from "../core/activity.ts";
import { NO_LABEL } from "../core/github/pod-label.ts";
import type { Pseudonym } from "../core/member.ts";
import { loginsIn, ownerOf } from "../core/names-in-text.ts";
import type { Fact, Recorder, Retraction, Subject } from "../core/ports.ts";
import { type CommentState, type LabelState, NO_COMMENT, type ThreadKey } from "../core/thread.ts";
import { cachedBriefly } from "./cached-briefly.ts";
import type { Client } from "./client.ts";
import { runWithoutNames } from "./forgotten-names.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import { type Args, mergeArgs } from "./library.ts";
import { hashed, operationCall } from "./operation.ts";
import { subjectArgs, yesNo } from "./profile-args.ts";
import { rangeOfPrefix, scanHash } from "./scan.ts";
import { assertStorable, firstStepsOf, parseThread } from "./texts.ts";

export function recorder(client: Client, hashes: IdentityHashes): Omit<Recorder, "unanswered"> {
  const { fixed } = client.keys;

  async function openThreadsOf<Owner extends number | Pseudonym>(
    owners: readonly Owner[],
  ): Promise<Map<Owner, number>> {
    if (owners.length === 0) return new Map();
    // `}` follows `|`.
    const counts = await client.read(
      ...owners.map((owner) => ["ZLEXCOUNT", fixed("load"), `[${owner}|`, `(${owner}}`] as const),
    );
    return new Map(owners.map((owner, n) => [owner, Number(counts[n])]));
  }

  async function threadsOwnedBy(owner: string): Promise<ThreadKey[]> {
    const entries = await rangeOfPrefix(client, fixed("load"), `${owner}|`);
    return entries.map((entry) => entry.slice(entry.indexOf("|") + 1));
  }

  async function repositories(): Promise<Repository[]> {
    const found = new Map<string, Repository>();
    for await (const [id, text] of scanHash(client, fixed("repositories"))) {
      const repository = parseRepository(text);
      if (repository) found.set(id, repository);
    }
    const names = new Set([...found.values()].map(({ name }) => name.toLowerCase()));
    return [...found.values()]
      .map(({ formerly = [], ...one }) => {
        const free = formerly.filter((name) => !names.has(name.toLowerCase()));
        return free.length > 0 ? { ...one, formerly: free } : one;
      })
      .sort((a, b) => a.id - b.id);
  }

  return {
    async record(fact, operation) {
      const { args, members } = operationCall(operation);
      const week = fact.activity && { activities: fact.activity.week };
      return runWithoutNames(fact, wordsIn(fact), hashes, (told, names) =>
        client.run("record", mergeArgs(args, factArgs(told, hashes), { names }), { ...members, ...week }),
      );
    },

    async noteWords({ author, thanked = "", about, line, ...words }, max, operation) {
      const { args, members } = operationCall(operation);
      const { at, kind, week } = words;
      return runWithoutNames(words, namesIn(words), hashes, ({ at: _, ...told }, names) => {
        const fact = JSON.stringify({ ...told, subject: "words" } satisfies Omit<Activity, "key" | "at">);
        const said = { names, week, kind, about: hashed(about), spokenAt: at, line: lineArg(line), fact, max, thanked };
        return client.run("note-words", mergeArgs(args, subjectArgs(author, hashes), said), {
          ...members,
          activities: week,
        });
      });
    },

    async thread(key) {
      const [facts] = await client.read(["HGET", fixed("threads"), key]);
      return facts ? parseThread(facts as string) : undefined;
    },

    async commentState(key) {
      const [text] = await client.read(["HGET", fixed("comments"), key]);
      // An earlier release left out what it did not know.
      return text ? { ...NO_COMMENT, ...(JSON.parse(text as string) as Partial<CommentState>) } : undefined;
    },

    async saveCommentState(key, state) {
      await client.run("save-comment-state", { thread: key, state: JSON.stringify(state) });
    },

    async silence(key, operation) {
      const { args, members } = operationCall({ ...operation, errands: [{ kind: "thread", thread: key }] });
      const state = JSON.stringify({ ...NO_COMMENT, silenced: true } satisfies CommentState);
      await client.run("silence", { ...args, thread: key, state }, members);
    },

    async moveThread(from, to, operation) {
      const { args, members } = operationCall(operation);
      await client.run("move-thread", { ...args, origin: from, thread: to }, members);
    },

    async labelState(key) {
      const [text] = await client.read(["HGET", fixed("labels"), key]);
      return text ? (JSON.parse(text as string) as LabelState) : NO_LABEL;
    },

    async saveLabelState(key, state) {
      await client.run("save-label-state", { thread: key, state: JSON.stringify(state) });
    },

    threadsOf: (pod) => threadsOwnedBy(`${pod}`),

    async threadsAwaiting(area) {
      const ids = client.areas.storedIds(client.areas.idNow(area));
      const found = await Promise.all(ids.map((id) => threadsOwnedBy(`area:${id}`)));
      return [...new Set(found.flat())];
    },

    load: openThreadsOf,
    turns: openThreadsOf,

    async firstSteps(person) {
      const [text] = await client.read(["HGET", fixed("profiles"), person]);
      return firstStepsOf((text as string | null) ?? "");
    },

    async greet(person, occasion, thread, buddies) {
      const [outcome, buddy] = await client.run("greet", { person, occasion, thread, buddies: buddies.join(",") });
      return outcome === "here" ? { buddy: buddy || null } : undefined;
    },

    async withdrawWelcome(thread) {
      await client.run("withdraw-welcome", { thread });
    },

    async saveNotice(thread, comment, people) {
      await client.run("save-notice", { place: `${thread}/${comment}`, named: people.join(",") });
    },

    async namedInNotice(thread, comment) {
      const [named] = await client.read(["HGET", fixed("notices"), `${thread}/${comment}`]);
      return ((named as string | null) ?? "").split(",").filter(Boolean);
    },

    repositories,

    async repository(id) {
      const [text] = await client.read(["HGET", fixed("repositories"), id]);
      const known = text ? parseRepository(text as string) : undefined;
      // Another one may have one of its former names by now.
      return known && known.formerly.length > 0 ? (await repositories()).find((one) => one.id === id) : known;
    },

    recentRepositories: cachedBriefly<void, Repository[]>(repositories),
  };
}

/** The words of a fact that may name somebody. */
const wordsIn = ({ repository, activity, openIssue }: Fact): string[] => [
  ownerOf(repository?.name ?? ""),
  ...namesIn(activity ?? {}),
  ...loginsIn(`${openIssue?.title ?? ""} ${openIssue?.labels ?? ""}`),
];

const namesIn = ({ title = "", link = "" }: Partial<Activity>): string[] => loginsIn(`${title} ${link}`);

const lineArg = (line: string): string => line && hashed(line);

function retractionArgs(retracted: Retraction | undefined): Args {
  if (!retracted) return { retraction: "", retractedAt: "" };
  return {
    retraction: "line" in retracted ? lineArg(retracted.line) : assertStorable("key", retracted.activity),
    retractedAt: retracted.at,
  };
}

/** Missing parts of the fact are "". */
const factArgs = (
  { repository, thread, openIssue, activity, retracted, isReading }: Fact,
  hashes: IdentityHashes,
): Args =>
  mergeArgs(repositoryArgs(repository), threadArgs(thread, hashes), activityArgs(activity, hashes), {
    openIssue: openIssue ? JSON.stringify(openIssue) : "",
    isReading: isReading ? "yes" : "",
    ...retractionArgs(retracted),
  });

function repositoryArgs(repository: Repository | undefined): Args {
  if (!repository) return { repository: "", repositoryUpdated: "", repositoryFact: "" };
  const { formerly: _, ...fact } = repository;
  return { repository: fact.id, repositoryUpdated: fact.updatedAt, repositoryFact: JSON.stringify(fact) };
}

function threadArgs(thread: Fact["thread"], hashes: IdentityHashes): Args {
  const author = personArgs("author", thread?.author, hashes);
  if (!thread) {
    const none = { thread: "", threadUpdated: "", threadFact: "", threadOpened: "", threadReady: "" };
    return { ...none, isAnswered: "", isKnownAuthor: "", ...author };
  }
  const { author: _, isKnownAuthor, openedAt, readyAt, isAnswered, ...facts } = thread;
  return {
    thread: thread.key,
    threadUpdated: thread.updatedAt,
    threadFact: JSON.stringify(facts),
    threadOpened: openedAt ?? "",
    threadReady: readyAt ?? "",
    isAnswered: yesNo(isAnswered),
    isKnownAuthor: yesNo(isKnownAuthor),
    ...author,
  };
}

/** Without a week an activity does not count in the charts: nobody outside may see how busy a private repository is. */
function activityArgs(activity: Fact["activity"], hashes: IdentityHashes): Args {
  const person = personArgs("person", activity?.person, hashes);
  if (!activity)
    return {
      activity: "",
      activityKind: "",
      activityAt: "",
      activityWeek: "",
      arrivesIn: "",
      activityFact: "",
      ...person,
    };
  const { person: _, key, at, arrivesIn = "", ...fact } = activity;
  return {
    activity: assertStorable("key", key),
    activityKind: activity.kind,
    activityAt: at,
    activityWeek: activity.private ? "" : activity.week,
    arrivesIn,
    // The verb reads the time, which is first, and stores the key as the name of the field.
    activityFact: JSON.stringify({ at, ...fact } satisfies Omit<Activity, "key">),
    ...person,
  };
}

function personArgs(role: "author" | "person", subject: Subject | undefined, hashes: IdentityHashes): Args {
  const args = subject ? subjectArgs(subject, hashes) : { login: "", id: "", proposed: "", recognising: "" };
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [role + name.charAt(0).toUpperCase() + name.slice(1), value]),
  );
}

/** `updated|fact`, and a line for each name that it had before. One of somebody who was forgotten has no name any more. */
function parseRepository(text: string): (Repository & Required<Pick<Repository, "formerly">>) | undefined {
  const [fact = "", ...earlier] = text.slice(text.indexOf("|") + 1).split("\n");
  const repository = JSON.parse(fact) as Repository;
  const formerly = earlier.flatMap((line) => (JSON.parse(line) as Partial<Repository>).name ?? []);
  return repository.name === undefined ? undefined : { ...repository, formerly };
}
