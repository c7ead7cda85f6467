/** Random histories: what people say, how its deliveries arrive, and what fails meanwhile. */

import { unreachable } from "#shared/core/errors.ts";
import { commandLines } from "#shared/core/github/command-lines.ts";
import { Random } from "#shared/core/search/random.ts";
import fc from "../fast-check.ts";
import { type Delivery, guid, type User, user } from "../github/deliver-as-github.ts";
import type { Fault } from "../github/server.ts";
import type { LocalComment, LocalThread } from "../github/world.ts";
import { shuffled } from "../seatings.ts";
import { type Happening, happenings, LIMITED, which } from "./happenings.ts";
import type { Town } from "./town.ts";

const PEOPLE: readonly User[] = ["ada", "bob", "cyd", "dov"].map((login, n) => user(11 + n, `${login}-the-sailor`));
const CAPTAIN = user(10, "captain");

const COMMANDS = [
  "join",
  "join hull",
  "join sail",
  "join hull tz=Europe/Berlin ability=experienced",
  "join sail advocate tz=Asia/Kolkata",
  "join hull, sail ability=contributor advocate hours=3",
  "leave",
  "pause",
  "pause 2w",
  "independent",
  "back",
  "accept",
  "decline",
  "advocate hours=2",
  "step-down",
  "forget me",
  "who",
  "help",
  "jion hull",
] as const;

/** How the people of a history's beginning stand; everybody else is unknown. */
const BEGINNINGS = ["nobody", "four wait", "a pod of five", "a pod of eight"] as const;
type Beginning = (typeof BEGINNINGS)[number];

type Step =
  | {
      readonly do: "say";
      readonly who: number;
      readonly where: 0 | 1;
      readonly as: Form;
      readonly words: Words;
      readonly after: number;
    }
  | { readonly do: "edit"; readonly which: number; readonly words: Words; readonly after: number }
  | { readonly do: "delete"; readonly which: number }
  | { readonly do: "lock"; readonly where: 0 | 1; readonly locked: boolean }
  | Happening
  | { readonly do: "seat" | "plan" }
  | { readonly do: "memory"; readonly full: boolean };
type Form = "comment" | "line" | "review";
type Words = readonly string[];

export interface History {
  readonly beginning: Beginning;
  readonly people: number;
  /** How many reads do not find what is new on GitHub. */
  readonly lag: number;
  readonly steps: readonly Step[];
  /** In which order everything is delivered once more at the end. */
  readonly order: number;
}

const words = fc.array(fc.constantFrom(...COMMANDS), { minLength: 0, maxLength: 2 });
const where = fc.constantFrom(0 as const, 1 as const);
const after = fc.constantFrom(1, 1, 2, 60, 3_600, 86_400);

const OPERATIONS = [
  "issues/get",
  "issues/create-comment",
  "issues/update-comment",
  "issues/list-comments",
  "issues/get-comment",
  "reactions/create-for-issue-comment",
  "reactions/create-for-pull-request-review-comment",
  "users/get-authenticated",
] as const;
const FAILURES: readonly Omit<Fault, "operation">[] = [
  { status: 401, message: "Bad credentials" },
  { status: 403, message: "This installation has been suspended" },
  { status: 403, ...LIMITED },
  { status: 404, message: "Not Found" },
  { status: 429, ...LIMITED },
  { status: 500 },
  { status: 502, times: 2 },
  { lost: true },
];
const { hear, send } = happenings(14, OPERATIONS, FAILURES);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      who: fc.nat(3),
      where,
      as: fc.constantFrom<Form>("comment", "comment", "comment", "line", "review"),
      words,
      after,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("edit" as const), which, words, after }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("lock" as const), where, locked: fc.boolean() }) },
  { weight: 10, arbitrary: hear },
  { weight: 5, arbitrary: send },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("seat" as const, "plan" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("memory" as const), full: fc.boolean() }) },
);

export const history: fc.Arbitrary<History> = fc.record({
  beginning: fc.constantFrom(...BEGINNINGS),
  people: fc.integer({ min: 2, max: 4 }),
  lag: fc.constantFrom(0, 0, 1, 2),
  steps: fc.array(step, { minLength: 5, maxLength: 10, size: "max" }),
  order: fc.nat(),
});

/** Something that was said on GitHub: one version of a text. */
interface Version {
  readonly by: User;
  readonly delivery: Delivery;
  readonly thread: LocalThread;
  readonly form: Form;
  /** What it can be compared by: when it was said, and the number of its text. */
  readonly at: number;
  readonly id: number;
  /** The commands that were not in the version before. */
  readonly commands: readonly string[];
}

export interface ToldHistory {
  readonly versions: readonly Version[];
  readonly deliveries: readonly Delivery[];
  readonly threads: readonly LocalThread[];
  readonly people: readonly User[];
}

/** Lets a history happen, and then everything come to rest. */
export async function happen(history: History, town: Town): Promise<ToldHistory> {
  const { acts, clock, server } = town;
  await begin(history.beginning, town);
  const people = PEOPLE.slice(0, history.people);
  for (const one of people) server.account(one);
  server.lag = history.lag;
  const deliveries: Delivery[] = [];
  const versions: Version[] = [];
  const written: { comment: LocalComment; by: User; thread: LocalThread; form: Form; old: readonly string[] }[] = [];

  const issue = acts.opens(CAPTAIN, 1, { title: "It leaks" });
  const pull = acts.opens(CAPTAIN, 2, { title: "Mend it", isPullRequest: true });
  deliveries.push(issue, pull);
  const threads = [issue.text, pull.text];
  const said = (
    { by, thread, form, old }: Omit<(typeof written)[number], "comment">,
    delivery: Delivery,
    id: number,
    body: string,
  ) => {
    deliveries.push(delivery);
    const left = [...old];
    const commands = commandLines(body).filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    versions.push({ by, delivery, thread, form, at: clock.at, id, commands });
  };

  for (const step of history.steps) {
    if ("after" in step) clock.at += step.after * 1_000;
    switch (step.do) {
      case "say": {
        const by = people[step.who % people.length] as User;
        const form = step.where === 0 ? "comment" : step.as;
        const thread = threads[step.where] as LocalThread;
        const body = textOf(step.words);
        const state = { by, thread, form, old: [] };
        if (form === "review") {
          const delivery = acts.reviews(by, thread, body);
          said(state, delivery, delivery.text.id, body);
        } else {
          const delivery = form === "line" ? acts.saysOnLine(by, thread, body) : acts.says(by, thread, body);
          written.push({ ...state, comment: delivery.text });
          said(state, delivery, delivery.text.id, body);
        }
        break;
      }
      case "edit": {
        const text = written[step.which % written.length];
        if (!text) break;
        const old = commandLines(text.comment.body);
        const body = textOf(step.words);
        said({ ...text, old }, acts.edits(text.by, text.comment, body), text.comment.id, body);
        break;
      }
      case "delete": {
        const index = step.which % written.length;
        const [text] = written.splice(index, 1);
        if (text) deliveries.push(acts.deletes(text.by, text.comment));
        break;
      }
      case "lock":
        deliveries.push(acts.locks(CAPTAIN, threads[step.where] as LocalThread, step.locked));
        break;
      case "hear": {
        const delivery = deliveries[step.which % deliveries.length] as Delivery;
        await town.hear(step.anew ? { ...delivery, id: guid(delivery.id ?? "", "again") } : delivery, step.death);
        break;
      }
      case "send":
        for (const fault of step.faults) server.fail(fault);
        await town.send(step.death);
        break;
      case "seat":
      case "plan":
        await town[step.do]();
        break;
      case "memory":
        await town.setMemory(step.full);
        break;
      default:
        unreachable(step);
    }
  }

  await town.setMemory(false);
  server.forgive();
  for (const thread of threads) if (thread.locked) deliveries.push(acts.locks(CAPTAIN, thread, false));
  await rest(shuffled(deliveries, new Random(history.order)), town);
  return { versions, deliveries, threads, people };
}

/** Everything is delivered once more, and sent. */
async function rest(deliveries: readonly Delivery[], town: Town): Promise<void> {
  for (const delivery of deliveries) {
    const status = await town.hear(delivery);
    if (status >= 300) throw new Error(`A delivery was answered with ${status}: ${town.lines.at(-1)}`);
  }
  const waiting = await town.sendAll();
  if (waiting.length > 0) throw new Error(`Nothing comes to rest: ${waiting.join("; ")}`);
}

const textOf = (words: Words): string => ["Hello.", ...words.map((line) => `/pod ${line}`)].join("\n");

async function begin(beginning: Beginning, town: Town): Promise<void> {
  const count = { nobody: 0, "four wait": 4, "a pod of five": 5, "a pod of eight": 8 }[beginning];
  const mates = Array.from({ length: count }, (_, n) => ({ login: `mate-${n}`, id: 100 + n, proposed: `mate${n}` }));
  const asks = { profile: { areas: ["hull"] }, candidates: [] } as const;
  await Promise.all(
    mates.map((subject, n) => town.store.join({ subject, ...asks }, { id: `begin-${n}`, at: town.clock.at })),
  );
}

/** The same words, each delivered once and at once, in the order in which they were said. */
export async function sayInOrder(
  { beginning }: History,
  { versions, deliveries }: ToldHistory,
  town: Town,
): Promise<void> {
  await begin(beginning, town);
  for (const delivery of deliveries.slice(0, 2)) await town.hear(delivery);
  for (const { delivery, at } of [...versions].sort((a, b) => a.at - b.at || a.id - b.id)) {
    town.clock.at = at;
    await town.hear(delivery);
  }
}
