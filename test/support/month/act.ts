/** The steps and the events of the month as acts at the local GitHub, which delivers them. */
import { unreachable } from "#shared/core/errors.ts";
import { actsIn } from "../github/acts.ts";
import type { Delivery } from "../github/deliver-as-github.ts";
import { releaseDelivery } from "../github/releases.ts";
import type { LocalGitHub } from "../github/server.ts";
import type { LocalThread } from "../github/world.ts";
import { type Event, HULL_NOW } from "./calendar.ts";
import type { Step } from "./life.ts";
import { person, ROBOTS } from "./people.ts";
import type { Repositories, Repository } from "./ships.ts";
import type { Plan } from "./threads.ts";

export interface Played {
  readonly plan: Plan;
  /** Where it is now. */
  repository: Repository;
  thread: LocalThread;
  /** Something happened in it, while it was open, after which we look at its area. */
  wasHeard: boolean;
}

export type Acts = Readonly<Record<Repository, ReturnType<typeof actsIn>>>;

export const actsAt = (server: LocalGitHub, { hull, sail, docs, secret }: Repositories): Acts => ({
  hull: actsIn(server, hull),
  sail: actsIn(server, sail),
  docs: actsIn(server, docs),
  secret: actsIn(server, secret),
});

const CAPTAIN = person("captain");

export function takeStep({ thread, repository }: Played, step: Step, acts: Acts, server: LocalGitHub): Delivery[] {
  const does = acts[repository];
  const { by } = step;
  switch (step.do) {
    case "comment":
      return [does.says(by, thread, step.body)];
    case "label":
      return [does.labels(by, thread, step.name)];
    case "unlabel":
      return [does.unlabels(by, thread, step.name)];
    case "retitle":
      return [does.retitles(by, thread, step.title)];
    case "review":
      return [does.reviews(by, thread, "", step.state)];
    case "push":
      return [does.pushes(by, thread)];
    case "ready":
      return [does.readies(by, thread)];
    case "close":
      return [does.closes(by, thread, false, step.why)];
    case "merge": {
      const sign = step.how === "closes" ? [does.retitles(by, thread, `[Merged by Bors] - ${thread.title}`)] : [];
      return [...sign, does.merges(by, thread, step.how, step.commits)];
    }
    case "delete our comment": {
      const ours = thread.comments.find(({ author }) => author.id === server.robot.id);
      return ours ? [does.deletes(by, ours)] : [];
    }
    case "take our label off": {
      const ours = thread.labels.find((name) => name.startsWith("pod/"));
      return ours === undefined ? [] : [does.unlabels(by, thread, ours)];
    }
    default:
      return unreachable(step);
  }
}

/** `hall` is the thread in which people speak to us. */
export function happen(
  event: Event,
  played: readonly Played[],
  hall: LocalThread,
  { acts, places, server }: { acts: Acts; places: Repositories; server: LocalGitHub },
): Delivery[] {
  switch (event.do) {
    case "say":
      return [acts.docs.says(event.by, hall, event.body)];
    case "branch":
      server.releases.branch(places.hull, event.name);
      return [];
    case "rename":
      return [acts.hull.renames(CAPTAIN, HULL_NOW)];
    case "transfer": {
      const one = played.find(({ plan }) => plan === event.plan);
      if (!one) return [];
      const number = 1 + Math.max(...server.threadsIn(places.hull.id).map((thread) => thread.number));
      const told = acts.docs.transfers(CAPTAIN, one.thread, places.hull, number);
      one.thread = server.thread(places.hull, number);
      one.repository = "hull";
      return [...told];
    }
    case "release": {
      const { tag, repository, notes: body, target, prerelease } = event;
      const place = places[repository];
      const release = server.releases.release(place, tag, ROBOTS.releases, { body, target, prerelease });
      return [releaseDelivery(place, "published", release)];
    }
    default:
      return unreachable(event);
  }
}
