/** Random histories of threads: who opens them, who labels, closes and locks them, and what fails while we speak there. */

import { unreachable } from "#shared/core/errors.ts";
import { podInLabel } from "#shared/core/github/pod-label.ts";
import { Random } from "#shared/core/search/random.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { NO_COMMENT } from "#shared/core/thread.ts";
import fc from "../fast-check.ts";
import { bot, type Delivery, guid, user } from "../github/deliver-as-github.ts";
import type { Fault } from "../github/server.ts";
import type { LocalThread } from "../github/world.ts";
import { shuffled } from "../seatings.ts";
import { type Happening, happenings, LIMITED, which } from "./happenings.ts";
import type { Town } from "./town.ts";

const AUTHORS = {
  stranger: user(21, "nova"),
  another: user(22, "otis"),
  insider: user(100, "mate-0"),
  captain: user(10, "captain"),
  alone: user(23, "indra"),
  robot: bot(24, "dependabot"),
} as const;
type Author = keyof typeof AUTHORS;
const TRIAGE = bot(25, "triage");

const LABELS = ["sails", "bug", "pod/narwhal", "pod/orca"] as const;
/** The thread where people say what happens before. */
const BEGINNING = 900;
/** How many people ask for the hull and for the sails at first. */
const BEGINNINGS = [
  [0, 5],
  [5, 0],
  [5, 5],
  [14, 5],
] as const;

type Step =
  | { readonly do: "open"; readonly by: Author; readonly isPullRequest: boolean; readonly draft: boolean }
  | {
      readonly do: "label";
      readonly which: number;
      readonly label: string;
      readonly isBot: boolean;
      readonly on: boolean;
    }
  | { readonly do: "close" | "merge" | "lock" | "ready"; readonly which: number }
  | { readonly do: "empty"; readonly pod: 1 | 2 }
  | { readonly do: "form"; readonly area: "hull" | "sail" }
  | Happening;

export interface ThreadHistory {
  readonly mode: Settings["mentions"]["mode"];
  readonly beginning: readonly [hull: number, sail: number];
  readonly lag: number;
  readonly steps: readonly Step[];
  readonly order: number;
}

const OPERATIONS = [
  "issues/get",
  "issues/create-comment",
  "issues/update-comment",
  "issues/list-comments",
  "issues/get-label",
  "issues/create-label",
  "issues/add-labels",
  "issues/remove-label",
] as const;
const FAILURES: readonly Omit<Fault, "operation">[] = [
  { status: 403, message: "Resource not accessible by integration" },
  { status: 403, ...LIMITED },
  { status: 500 },
  { lost: true },
];
const { hear, send } = happenings(16, OPERATIONS, FAILURES);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("open" as const),
      by: fc.constantFrom<Author>("stranger", "stranger", "another", "insider", "captain", "alone", "robot"),
      isPullRequest: fc.boolean(),
      draft: fc.nat(4).map((n) => n === 0),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant("label" as const),
      which,
      label: fc.constantFrom("sails", ...LABELS),
      isBot: fc.boolean(),
      on: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom(...(["close", "merge", "lock", "ready"] as const)), which }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("empty" as const), pod: fc.constantFrom(1 as const, 2 as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("form" as const), area: fc.constantFrom("hull" as const, "sail" as const) }),
  },
  { weight: 8, arbitrary: hear },
  { weight: 6, arbitrary: send },
);

export const threadHistory: fc.Arbitrary<ThreadHistory> = fc.record({
  mode: fc.constantFrom("name", "advocate", "rotation", "all", "team"),
  beginning: fc.constantFrom(...BEGINNINGS),
  lag: fc.constantFrom(0, 0, 1),
  steps: fc.array(step, { minLength: 5, maxLength: 18, size: "max" }),
  order: fc.nat(),
});

/** Whether no process died and no call failed, so that everything we did was noted. */
const isCalm = ({ steps }: ThreadHistory): boolean =>
  steps.every((one) => !("death" in one && one.death) && !("faults" in one && one.faults.length > 0));

export interface ToldThread {
  readonly thread: LocalThread;
  readonly by: Author;
  /** The labels of pods that people and other bots put there, and that are there still. */
  readonly theirs: Set<string>;
  /** One of them changed a label of a pod there. */
  touched: boolean;
}

export async function happen(history: ThreadHistory, town: Town): Promise<ToldThread[]> {
  const { acts, server } = town;
  const deliveries: Delivery[] = [];
  const threads: ToldThread[] = [];
  await begin(history.beginning, town);
  server.lag = history.lag;
  // GitHub delivers what we do ourselves, too.
  server.relabelled = ({ thread, name, by, action }) => {
    if (by.id === server.robot.id) deliveries.push(acts.relabelled(server.robot, thread, name, action));
  };

  for (const step of history.steps) {
    town.clock.at += 1_000;
    const told = "which" in step ? threads[step.which % threads.length] : undefined;
    switch (step.do) {
      case "open": {
        const act = acts.opens(AUTHORS[step.by], threads.length + 1, {
          isPullRequest: step.isPullRequest || step.draft,
          draft: step.draft,
        });
        deliveries.push(act);
        threads.push({ thread: act.text, by: step.by, theirs: new Set(), touched: false });
        break;
      }
      case "label": {
        if (!told) break;
        const has = told.thread.labels.includes(step.label);
        if (has === step.on) break;
        const by = step.isBot ? TRIAGE : AUTHORS.captain;
        deliveries.push(acts[step.on ? "labels" : "unlabels"](by, told.thread, step.label));
        if (podInLabel(step.label) === undefined) break;
        told.touched = true;
        if (step.on) told.theirs.add(step.label);
        else told.theirs.delete(step.label);
        break;
      }
      case "close":
        if (told && told.thread.mergedAt === null)
          deliveries.push(acts.closes(AUTHORS.captain, told.thread, !told.thread.open));
        break;
      case "merge":
        if (told?.thread.isPullRequest && told.thread.open && !told.thread.draft)
          deliveries.push(acts.merges(AUTHORS.captain, told.thread));
        break;
      case "lock":
        if (told) deliveries.push(acts.locks(AUTHORS.captain, told.thread, !told.thread.locked));
        break;
      case "ready":
        if (told?.thread.draft) deliveries.push(acts.readies(AUTHORS.captain, told.thread));
        break;
      case "empty":
        await empty(step.pod, town);
        break;
      case "form":
        await join(5, step.area, town);
        break;
      case "hear": {
        const delivery = deliveries[step.which % Math.max(deliveries.length, 1)];
        if (!delivery) break;
        await town.hear(step.anew ? { ...delivery, id: guid(delivery.id ?? "", "again") } : delivery, step.death);
        break;
      }
      case "send":
        for (const fault of step.faults) server.fail(fault);
        await town.send(step.death);
        break;
      default:
        unreachable(step);
    }
  }

  server.forgive();
  for (const { thread } of threads) {
    if (thread.locked) deliveries.push(acts.locks(AUTHORS.captain, thread, false));
    if (thread.draft) deliveries.push(acts.readies(AUTHORS.captain, thread));
  }
  // Our own last changes are delivered as well, until there is nothing to do any more.
  let heard = 0;
  do {
    const now = shuffled(deliveries.slice(heard), new Random(history.order));
    heard = deliveries.length;
    for (const delivery of now) await town.hear(delivery);
    await town.sendAll();
  } while (heard < deliveries.length);
  return threads;
}

async function begin([hull, sail]: ThreadHistory["beginning"], town: Town): Promise<void> {
  await join(hull, "hull", town);
  await join(sail, "sail", town);
  // The other pods have none.
  town.server.team("ships/narwhal", [user(30, "tamar")]);
  const { acts } = town;
  const thread = acts.opens(AUTHORS.captain, BEGINNING, { open: false }).text;
  await town.hear(acts.says(AUTHORS.alone, thread, "/pod independent"));
}

/** So many more people ask for a seat. */
async function join(count: number, area: string, { clock: { at }, server, store }: Town): Promise<void> {
  const { seated = 0, waiting = 0, alumni = 0 } = await store.census();
  const from = seated + waiting + alumni;
  for (let n = from; n < from + count; n++) {
    const subject = { login: `mate-${n}`, id: 100 + n, proposed: `mate${n}` };
    server.account(user(subject.id, subject.login));
    const ability = n % 3 === 0 ? "experienced" : "newcomer";
    const profile = { areas: [area], ability, volunteer: n % 3 === 0 } as const;
    await store.join({ subject, profile, candidates: [] }, { id: `join-${n}`, at });
  }
}

/** Everybody leaves a pod, which closes with the last. */
async function empty(pod: number, town: Town): Promise<void> {
  const thread = town.server.thread({ id: 70, full_name: "ships/hull" }, BEGINNING);
  const members = await town.store.members((await town.store.pod(pod))?.seats.map(({ pseudonym }) => pseudonym) ?? []);
  for (const { profile } of members.values())
    await town.hear(town.acts.says(user(profile.id ?? 0, profile.login), thread, "/pod leave"));
}

const SPOKEN_TO: readonly Author[] = ["stranger", "another"];

const GREETINGS = [
  ["welcome", "Welcome to Ships"],
  ["celebration", "Your first pull request here was merged"],
] as const;

/** What is wrong with the threads when everything has come to rest. */
export async function faultsIn(threads: readonly ToldThread[], history: ThreadHistory, town: Town): Promise<string[]> {
  const faults = [...town.server.violations];
  const pods = await town.store.pods();
  const open = new Map<string, number>();
  const turns = new Map<string, number>();
  const greeted = new Set<string>();
  for (const told of threads) {
    const { thread, by } = told;
    const where = `thread ${thread.number} of ${by}`;
    const ours = thread.comments.filter(({ body }) => body.includes(":thread -->"));
    if (ours.length > (SPOKEN_TO.includes(by) ? 1 : 0)) faults.push(`${ours.length} comments in ${where}`);
    for (const [what, words] of GREETINGS) {
      if (!ours.some(({ body }) => body.includes(words))) continue;
      if (greeted.has(`${what} of ${by}`)) faults.push(`another ${what} in ${where}`);
      greeted.add(`${what} of ${by}`);
    }
    const { pod, mentioned } = (await town.store.commentState(`70#${thread.number}`)) ?? NO_COMMENT;
    if (!thread.open) continue;
    if (pod !== null) open.set(`70#${thread.number}`, pod);
    for (const person of mentioned) turns.set(person, (turns.get(person) ?? 0) + 1);
    const area = thread.labels.includes("sails") ? "sail" : "hull";
    const isThere = pods.some((one) => one.area === area);
    const chosen = pods.find(({ number }) => number === pod);
    const label = chosen && `pod/${chosen.slug}`;
    const has = thread.labels.filter((name) => podInLabel(name) !== undefined);
    if (!told.touched) {
      if (isThere && chosen?.area !== area) faults.push(`${where} is for ${area} and belongs to ${label}`);
      if (has.join() !== (label ?? "")) faults.push(`${where} of ${label} is labelled ${has}`);
      const [comment] = ours;
      if (chosen && comment && !comment.body.includes(areaTitle(town.settings, chosen.area)))
        faults.push(`${where} of ${label} reads ${comment.body}`);
    } else if (isCalm(history) && has.join() !== [...told.theirs].filter((name) => thread.labels.includes(name)).join())
      faults.push(`people chose ${[...told.theirs]} in ${where}, which is labelled ${has}`);
    else if (has.filter((name) => !told.theirs.has(name)).length > 1) faults.push(`${where} is labelled ${has}`);
  }
  for (const { number } of pods) {
    const should = [...open].flatMap(([thread, pod]) => (pod === number ? [thread] : [])).sort();
    const is = (await town.store.threadsOf(number)).sort();
    if (is.join() !== should.join()) faults.push(`pod ${number} has the threads ${is}, and should have ${should}`);
  }
  const counted = await town.store.turns([...turns.keys()]);
  for (const [person, times] of turns)
    if (counted.get(person) !== times)
      faults.push(`${person} has ${counted.get(person)} turns, and should have ${times}`);
  const told = town.server.notifications.flatMap(({ to, thread, by, because }) =>
    because === "mentioned" && by === town.server.robot.login && !thread.endsWith(`#${BEGINNING}`)
      ? `${to} in ${thread}`
      : [],
  );
  faults.push(...told.filter((one, at) => told.indexOf(one) !== at).map((one) => `another mention of ${one}`));
  const { pending, dead } = await town.outbox();
  return [...faults, ...pending.map((one) => `waits: ${one}`), ...dead.map((one) => `given up: ${one}`)];
}
