/** Plays the month: people act at GitHub, its deliveries arrive late, twice and out of order, and time passes. */
import { type Delivery, guid } from "../github/deliver-as-github.ts";
import type { Town } from "../told/town.ts";
import { type Acts, actsAt, happen, type Played, takeStep } from "./act.ts";
import { arrange, calendarOf } from "./calendar.ts";
import { Chance } from "./chance.ts";
import { Deeds } from "./deeds.ts";
import type { Step } from "./life.ts";
import { associationOf, type Group, inGroup, PEOPLE, person, ROBOTS } from "./people.ts";
import { OLD, type Repositories, repositories, SECRET } from "./ships.ts";
import { DAY_MS, DAYS, type Plan, plansOf } from "./threads.ts";

const MINUTE_MS = 60_000;

interface Due {
  readonly at: number;
  readonly happens: () => Promise<void> | void;
}

const HEARD: readonly Step["do"][] = ["label", "unlabel", "retitle", "push", "ready"];
const HALL = 900;
/** What the people of each group tell us first. Everybody else knows nothing of us. */
const FOUNDING: readonly (readonly [group: Group, ...commands: string[]])[] = [
  ["independent", "independent"],
  ["paused", "join charts", "pause 8w"],
  ["alumni", "join charts", "leave"],
  ["forgotten", "forget me"],
  ["hull", "join hull"],
  ["sail", "join sail"],
  ["docs", "join docs"],
  ["charts", "join charts"],
];

export type Month = Awaited<ReturnType<typeof playMonth>>;

export async function playMonth(seed: number, town: Town) {
  const { server, clock } = town;
  const start = clock.at;
  const chance = new Chance(seed + 1);
  const places = repositories();
  const acts = actsAt(server, places);
  const deeds = new Deeds(places);
  const queue: Due[] = [];
  const later = (at: number, happens: Due["happens"]) => {
    const index = queue.findIndex((one) => one.at > at);
    queue.splice(index < 0 ? queue.length : index, 0, { at, happens });
  };

  const hear = async (delivery: Delivery) => {
    const status = await town.hear(delivery);
    if (status >= 300) throw new Error(`A delivery was answered with ${status}.`);
  };
  /** Most arrive within seconds; some are hours late, some come twice, some for a second hook. */
  const deliver = (deliveries: readonly Delivery[]) => {
    for (const delivery of deliveries) {
      const arrive = (one: Delivery) =>
        later(clock.at + (chance.percent(6) ? chance.minutes(1, 600) : chance.minutes(0, 1) / 10), () => hear(one));
      arrive(delivery);
      if (chance.percent(5)) arrive(delivery);
      if (chance.percent(4)) arrive({ ...delivery, id: guid(delivery.id ?? "", "another hook") });
    }
  };
  server.relabelled = ({ thread, name, by, action }) => {
    const where = Object.values(acts).find((_, n) => Object.values(places)[n]?.full_name === thread.repository);
    if (where && by.id === server.robot.id) deliver([where.relabelled(server.robot, thread, name, action)]);
  };

  const step = (one: Played, next: Step) => {
    if (!one.thread.open && next.do !== "comment") return;
    one.wasHeard ||= HEARD.includes(next.do);
    deeds.does(one, next, clock.at);
    deliver(takeStep(one, next, acts, server));
  };

  openRepositories(places, town);
  const hall = acts.docs.opens(person("captain"), HALL, { title: "Here we speak with the pods" }).text;
  const plans = arrange(plansOf(seed));
  const played: Played[] = [];
  for (const plan of plans) {
    const isOld = plan.openedAt < 0;
    const opens = () => {
      const { text: thread, ...opened } = open(plan, acts);
      const one = { plan, repository: plan.repository, thread, wasHeard: !isOld };
      played.push(one);
      for (const next of plan.steps) if (next.at < DAYS * DAY_MS) later(start + next.at, () => step(one, next));
      if (isOld) return;
      deeds.opens(one);
      deliver([opened]);
    };
    if (!isOld) later(start + plan.openedAt, opens);
    else {
      clock.at = start + plan.openedAt;
      opens();
      clock.at = start;
    }
  }
  for (const event of calendarOf(plans))
    later(start + event.at, () => deliver(happen(event, played, hall, { acts, places, server })));
  const words = FOUNDING.flatMap(([group, ...commands]) =>
    inGroup(group).flatMap((by) => commands.map((command) => ({ by, body: `/pod ${command}` }))),
  );
  for (const [n, { by, body }] of words.entries())
    later(start + n * MINUTE_MS, () => deliver([acts.docs.says(by, hall, body)]));

  // Our own last labels are delivered as well.
  for (let rests = 0; rests < 2; rests++) {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await town.live(next.at);
      await next.happens();
    }
    await town.live(clock.at + DAY_MS);
  }
  /** The thread whose label somebody took off. */
  const bare = played.find(({ plan }) => plan.steps.some((one) => one.do === "take our label off"));
  return { played, bare, deeds: deeds.all, places, start };
}

/** They are old, and so is the work of most people there. */
function openRepositories(places: Repositories, { server, clock }: Town): void {
  for (const one of [...PEOPLE, ...Object.values(ROBOTS)]) server.account(one);
  const contributors = PEOPLE.filter((one) => associationOf(one) !== "NONE");
  const updatedAt = Date.parse(OLD.updated_at);
  for (const place of Object.values(places)) {
    server.repository(place);
    const { full_name: name, private: isPrivate } = place;
    server.listings.repository(place.id, { name, private: isPrivate, contributors, updatedAt });
  }
  const now = clock.at;
  clock.at = now - 20 * DAY_MS;
  for (const [n, one] of contributors.entries()) server.releases.merge(places.hull, 1_000 + n, one);
  server.releases.release(places.hull, "v1.3.0", ROBOTS.releases);
  clock.at = now;
}

function open(plan: Plan, acts: Acts) {
  const { author, title, labels, files, draft, base, isPullRequest, number } = plan;
  return acts[plan.repository].opens(author, number, {
    title: plan.repository === "secret" ? `${title} of ${SECRET}` : title,
    ...{ draft, base, isPullRequest, files: [...files], labels: [...labels] },
    body: "It happens every day.",
    association: associationOf(author),
  });
}
