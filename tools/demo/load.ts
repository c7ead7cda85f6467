import { createHmac, randomUUID } from "node:crypto";
import { Random } from "#shared/core/rebalance/random.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, weekOf } from "#shared/core/week.ts";
import { inventActivity, WEEKS } from "./activity.ts";
import type { Delivery } from "./payloads.ts";
import { type DemoPerson, inventPeople, toCsv } from "./people.ts";

/** How the demo reaches the functions: their public addresses, with the proofs that a maintainer and GitHub have. */
export interface DemoTarget {
  /** Of the gateway, e.g. http://127.0.0.1:8080 */
  readonly url: string;
  readonly adminKey: string;
  readonly webhookSecret: string;
  readonly settings: Settings;
}

export interface DemoCommunity {
  readonly people: readonly DemoPerson[];
  readonly deliveries: number;
  /** The id of the plan that waits for a maintainer. */
  readonly plan: string | undefined;
}

const SEED = 7;
const IMPORT_ROWS = 10_000;
const AT_ONCE = 16;
const PLANS_MAX = 6;

/** Fills an empty community with `count` people and their last twelve weeks. `now` in ms. Throws what a function answered. */
export async function loadDemo(target: DemoTarget, count: number, now: number): Promise<DemoCommunity> {
  const random = new Random(SEED);
  const people = inventPeople(count, Object.keys(target.settings.areas), random);
  const deliveries = inventActivity(people, target.settings, now, random);

  await importPeople(target, people);
  await settle(target);
  await inTurns(deliveries, (delivery) => deliver(target, delivery));
  await publishWeeks(target, now);
  await moveOn(target, people, now);
  const { id } = await command<{ id?: string }>(target, "rebalance", { do: "plan" });
  return { people, deliveries: deliveries.length, plan: id };
}

async function importPeople(target: DemoTarget, people: readonly DemoPerson[]): Promise<void> {
  for (let from = 0; from < people.length; from += IMPORT_ROWS) {
    const body = toCsv(people.slice(from, from + IMPORT_ROWS));
    await post(target, "join-pod", body, { "Content-Type": "text/csv", ...asMaintainer(target) });
  }
}

/** Plans and applies until everybody who can be seated is, as the first days of a real community would. */
async function settle(target: DemoTarget): Promise<void> {
  for (let plans = 0; plans < PLANS_MAX; plans++) {
    const { id, groups } = await command<{ id: string; groups: number }>(target, "rebalance", { do: "plan" });
    if (groups === 0) return;
    await command(target, "rebalance", { do: "apply", plan: id });
  }
}

function deliver(target: DemoTarget, { id, event, payload }: Delivery): Promise<unknown> {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", target.webhookSecret).update(body).digest("hex");
  return post(target, "on-github-event", body, {
    "Content-Type": "application/json",
    "X-GitHub-Event": event,
    "X-GitHub-Delivery": id,
    "X-Hub-Signature-256": `sha256=${signature}`,
  });
}

/** The weeks one after the other; the last complete one by a tick, as the schedule will go on. */
async function publishWeeks(target: DemoTarget, now: number): Promise<void> {
  const thisWeek = weekOf(now, target.settings.digest.timezone);
  for (let ago = WEEKS - 1; ago > 1; ago--) {
    await command(target, "weekly-digest", { do: "publish", week: addWeeks(thisWeek, -ago) });
  }
  await post(target, "weekly-digest", "", {});
}

/** Life since: some pause, some leave, some change their minds; so that there is something to plan. */
async function moveOn(target: DemoTarget, people: readonly DemoPerson[], now: number): Promise<void> {
  const until = new Date(now + 28 * 24 * 3_600_000).toISOString().slice(0, 10);
  const seated = people.filter(({ mode }) => mode === "pod");
  const areas = Object.keys(target.settings.areas);
  const few = seated.filter((_, index) => index % 19 === 0).slice(0, 40);
  await inTurns(few, ({ login, areas: before }, index) => {
    if (index % 3 === 0) return command(target, "join-pod", { do: "pause", login, until });
    if (index % 3 === 1) return command(target, "join-pod", { do: "leave", login });
    const wanted = areas.filter((area) => !before.includes(area)).slice(0, 1);
    return command(target, "join-pod", { do: "areas", login, areas: [...wanted, ...before].slice(0, 3) });
  });
}

/** Some at once, so that twelve weeks take seconds. */
async function inTurns<T>(list: readonly T[], act: (item: T, index: number) => Promise<unknown>): Promise<void> {
  const rest = list.entries();
  const worker = async () => {
    for (const [index, item] of rest) await act(item, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const asMaintainer = ({ adminKey }: DemoTarget) => ({ Authorization: `Bearer ${adminKey}` });

export function command<T>(target: DemoTarget, name: string, body: unknown): Promise<T> {
  return post(target, name, JSON.stringify(body), {
    "Content-Type": "application/json",
    "Idempotency-Key": randomUUID(),
    ...asMaintainer(target),
  });
}

async function post<T>({ url }: DemoTarget, name: string, body: string, headers: Record<string, string>): Promise<T> {
  const answer = await fetch(`${url}/function/${name}`, { method: "POST", body, headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${name} answered ${answer.status} to ${body.slice(0, 120)}: ${text.slice(0, 500)}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
