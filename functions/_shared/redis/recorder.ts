/** Facts from GitHub, and words of people for the digest. */

import type { Activity, Repository } from "../core/activity.ts";
import { capital } from "../core/capital.ts";
import { loginsIn, ownerOf } from "../core/names-in-text.ts";
import type { Fact, Recorder, Retraction, Subject } from "../core/ports.ts";
import { addWeeks, type Week } from "../core/week.ts";
import { runWithoutNames } from "./forgotten-names.ts";
import type { IdentityHashes } from "./identity-hashes.ts";
import { type Args, mergeArgs } from "./library.ts";
import type { StoreTools } from "./open-store.ts";
import { hashed, operationCall } from "./operation.ts";
import { subjectArgs, yesNo } from "./profile-args.ts";
import { assertStorable } from "./texts.ts";

export function recorder({ client, hashes }: StoreTools): Recorder {
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
  };
}

/** The words of a fact that may name somebody. */
const wordsIn = ({ repository, activity, openIssue }: Fact): string[] => [
  ownerOf(repository?.name ?? ""),
  ...namesIn(activity ?? {}),
  ...loginsIn(`${openIssue?.title ?? ""} ${openIssue?.labels ?? ""}`),
];

const namesIn = ({ title = "", link = "", feed }: Partial<Activity>): string[] => [
  ...loginsIn(`${title} ${link}`),
  ...(feed ? namesIn(feed) : []),
];

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
    return { ...none, answeredAt: "", isKnownAuthor: "", ...author };
  }
  const { author: _, isKnownAuthor, openedAt, readyAt, answeredAt, ...facts } = thread;
  return {
    thread: thread.key,
    threadUpdated: thread.updatedAt,
    threadFact: JSON.stringify(facts),
    threadOpened: openedAt ?? "",
    threadReady: readyAt ?? "",
    answeredAt: answeredAt ?? "",
    isKnownAuthor: yesNo(isKnownAuthor),
    ...author,
  };
}

/** Its own and, once that takes nothing more, the one in which we heard of it, or the next. */
function tellingWeeks(week: Week, arrivesIn = week): Week[] {
  const heardIn = arrivesIn > week ? arrivesIn : week;
  return [...new Set([week, heardIn, addWeeks(heardIn, 1)])];
}

/** Without a week an activity does not count in the charts: nobody outside may see how busy a private repository is. */
function activityArgs(activity: Fact["activity"], hashes: IdentityHashes): Args {
  const person = personArgs("person", activity?.person, hashes);
  if (!activity)
    return {
      activity: "",
      activityKind: "",
      activityAt: "",
      tellingWeeks: "",
      activityFact: "",
      ...person,
    };
  const { person: _, key, at, arrivesIn, ...fact } = activity;
  return {
    activity: assertStorable("key", key),
    activityKind: activity.kind,
    activityAt: at,
    tellingWeeks: activity.private ? "" : tellingWeeks(activity.week, arrivesIn).join(),
    // The verb reads the time, which is first, and stores the key as the name of the field.
    activityFact: JSON.stringify({ at, ...fact } satisfies Omit<Activity, "key">),
    ...person,
  };
}

function personArgs(role: "author" | "person", subject: Subject | undefined, hashes: IdentityHashes): Args {
  const args = subject ? subjectArgs(subject, hashes) : { login: "", id: "", proposed: "", recognising: "" };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [role + capital(name), value]));
}
