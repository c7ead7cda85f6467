import { Random } from "#shared/core/search/random.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, WEEKDAYS, weekOf } from "#shared/core/week.ts";
import type { Client } from "../client.ts";
import { inventActivity, WEEKS } from "./activity.ts";
import { type DemoPerson, inventPeople, toCsv } from "./people.ts";

const SEED = 7;
const IMPORT_ROWS = 10_000;
const AT_ONCE = 16;
/** Fewer than the five who would form a pod. */
const WAITING = 3;
const PAUSE_MS = 28 * 24 * 3_600_000;

/**
 * Fills an empty community with `count` people and their last twelve weeks through the public interface, and makes a plan
 * that waits. `now` is in milliseconds. Resolves with the number of deliveries; throws when a function refuses.
 */
export async function loadDemo(client: Client, settings: Settings, count: number, now: number): Promise<number> {
  const random = new Random(SEED);
  const people = inventPeople(count, Object.keys(settings.areas), random);
  const deliveries = inventActivity(people, settings, now, random);

  await importPeople(client, people);
  await settle(client);
  await furnish(client);
  await inTurns(deliveries, (delivery) => client.deliver(delivery));
  await publishWeeks(client, settings, now);
  await moveOn(client, settings, people, now);
  // The day's seating is done, so people who come after it wait.
  await client.tick("rebalance");
  await queueUp(client, count);
  await client.command("rebalance", { do: "plan" });
  return deliveries.length;
}

async function importPeople(client: Client, people: readonly DemoPerson[]): Promise<void> {
  for (let from = 0; from < people.length; from += IMPORT_ROWS) {
    await client.import(toCsv(people.slice(from, from + IMPORT_ROWS)));
  }
}

/** Applies the first plan: it seats the people whom the import put on the list, and appoints advocates. */
async function settle(client: Client): Promise<void> {
  const { id, groups } = await client.command<{ id: string; groups: number }>("rebalance", { do: "plan" });
  if (groups > 0) await client.command("rebalance", { do: "apply", plan: id });
}

/** Sets a meeting for most pods, and gives one a name. */
async function furnish(client: Client): Promise<void> {
  const pods = await client.pods();
  const zones = ["Europe/London", "America/New_York", "Asia/Kolkata", "Europe/Berlin"];
  await inTurns(pods.slice(0, 200), ({ slug }, index) => {
    if (index % 4 === 3) return Promise.resolve();
    const time = `${String(14 + (index % 5)).padStart(2, "0")}:00`;
    const place = { weekday: WEEKDAYS[index % 5], time, timezone: zones[index % zones.length] };
    return client.command("pods", { do: "meeting", pod: slug, ...place });
  });
  const renamed = pods.at(-1);
  if (renamed) await client.command("pods", { do: "rename", pod: renamed.slug, name: "The Night Watch" });
}

/** Publishes the weeks one after the other: they were over before the community was set up, so no tick does. */
async function publishWeeks(client: Client, settings: Settings, now: number): Promise<void> {
  const thisWeek = weekOf(now, settings.digest.timezone);
  for (let ago = WEEKS - 1; ago > 0; ago--) {
    await client.command("weekly-digest", { do: "publish", week: addWeeks(thisWeek, -ago) });
  }
}

/** Some people pause, some leave, and more change their areas, so that there is surely something to plan. */
async function moveOn(client: Client, settings: Settings, people: readonly DemoPerson[], now: number): Promise<void> {
  const until = new Date(now + PAUSE_MS).toISOString().slice(0, 10);
  const areas = Object.keys(settings.areas);
  const few = people.filter(({ mode }, index) => mode === "pod" && index % 12 === 0).slice(0, 60);
  await inTurns(few, ({ login, areas: before }, index) => {
    if (index % 6 === 0) return client.command("join-pod", { do: "pause", login, until });
    if (index % 6 === 1) return client.command("join-pod", { do: "leave", login });
    // They no longer want the area that they sit in, as nobody has been here long enough to be moved otherwise.
    const wanted = areas.filter((area) => !before.includes(area)).slice(0, 1);
    return client.command("join-pod", { do: "areas", login, areas: wanted });
  });
}

/** A few people join last and ask for an area that is full, so that somebody waits. */
async function queueUp(client: Client, count: number): Promise<void> {
  const areas = await client.read<{ items: { id: string; pods: number; openSeats: number }[] }>("/pods/areas");
  const full = areas?.items.find(({ pods, openSeats }) => pods > 0 && openSeats === 0);
  if (!full) return;
  for (const { login, ability, timezone } of inventPeople(count + WAITING, [full.id], new Random(SEED)).slice(count)) {
    await client.command("join-pod", { login, areas: [full.id], ability, timezone });
  }
}

/** Several at a time, so that twelve weeks take seconds. */
async function inTurns<T>(list: readonly T[], act: (item: T, index: number) => Promise<unknown>): Promise<void> {
  const rest = list.entries();
  const worker = async () => {
    for (const [index, item] of rest) await act(item, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
