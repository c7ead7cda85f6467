/** What must be true of the month when it is over, and the figures of it. */
import { podInLabel } from "#shared/core/github/pod-label.ts";
import { addWeeks, weekOf } from "#shared/core/week.ts";
import type { LocalThread } from "../github/world.ts";
import type { Town } from "../told/town.ts";
import type { Played } from "./act.ts";
import { WORDS } from "./calendar.ts";
import { INSIDERS, UNWILLING } from "./people.ts";
import type { Month } from "./play.ts";
import type { Plan } from "./threads.ts";

const HOUR_MS = 3_600_000;
const LATE_MS = 10 * HOUR_MS;
const WEEKS = 7;

const oursIn = ({ comments }: LocalThread, { server }: Town) =>
  comments.filter(({ author }) => author.id === server.robot.id);

const isPublic = ({ repository }: Played) => repository !== "secret";

/** Whether its author had told us before what they want, even if that came as late as deliveries come. */
const hasSpoken = ({ author, openedAt }: Plan): boolean =>
  WORDS.some(({ by, body, at }) => by.id === author.id && body !== "/pod who" && at + LATE_MS < openedAt);

const JOINS_CHARTS = WORDS.filter(({ body }) => body === "/pod join charts");

/** Whether its author may have waited for the pod of the charts, which forms when the last of these has joined. */
const mayWait = ({ by, author, openedAt }: Plan): boolean =>
  (by === "charts" || JOINS_CHARTS.some((word) => word.by.id === author.id)) &&
  openedAt < Math.max(...JOINS_CHARTS.map(({ at }) => at)) + LATE_MS;

const nameOf = ({ plan, thread }: Played) =>
  `${thread.repository}#${thread.number} "${thread.title}" by ${plan.by} (${plan.evidence})`;

/** Those of the public threads that got a comment of ours, as a share. */
export function commented({ played }: Month, town: Town): number {
  const all = played.filter(isPublic);
  return all.filter(({ thread }) => oursIn(thread, town).length > 0).length / all.length;
}

/** At most one comment a thread, none to those who want none, none in private, and nobody is welcomed twice. */
export function speechFaults({ played }: Month, town: Town): string[] {
  const faults: string[] = [];
  const welcomes = new Map<string, number>();
  for (const one of played) {
    const { plan, thread } = one;
    const ours = oursIn(thread, town);
    if (ours.length > 1) faults.push(`${ours.length} comments in ${nameOf(one)}`);
    const wantsNone = [...INSIDERS, ...UNWILLING].some((group) => group === plan.by) || hasSpoken(plan);
    const isRobot = plan.author.type === "Bot" || plan.by === "releases";
    if (ours.length > 0 && (!isPublic(one) || isRobot || (wantsNone && !mayWait(plan))))
      faults.push(`a comment in ${nameOf(one)}`);
    if (ours.length > 0 && plan.openedAt < 0) faults.push(`a comment in the old ${nameOf(one)}`);
    for (const { body } of ours)
      if (/^Welcome\b/m.test(body)) welcomes.set(plan.author.login, (welcomes.get(plan.author.login) ?? 0) + 1);
  }
  for (const [login, times] of welcomes) if (times > 1) faults.push(`${login} is welcomed ${times} times`);
  return faults;
}

/** Threads whose area is not what a careful triager gave them. */
export async function wrongAreas({ played, bare }: Month, { store }: Town): Promise<string[]> {
  const pods = await store.pods();
  const areaOf = (label: string) => pods.find(({ number }) => number === podInLabel(label))?.area;
  return played.filter(isPublic).flatMap((one) => {
    const { plan, thread, repository } = one;
    const area = repository === plan.repository ? plan.area : repository;
    const has = thread.labels.flatMap((label) => areaOf(label) ?? []);
    // There was no pod for the charts at first, and old threads are left alone until something happens in them.
    const mayBeBare = thread.draft || one === bare || (!thread.open && area === "charts") || !one.wasHeard;
    const isRight = has.length === 0 ? mayBeBare : has.every((its) => its === area) && one !== bare;
    return isRight ? [] : [`${nameOf(one)} is for ${area} and labelled ${thread.labels}`];
  });
}

/** One label of a pod at most, of the pod that the store knows, and well described. */
export async function labelFaults({ played, bare, places }: Month, { store, server }: Town): Promise<string[]> {
  const faults: string[] = [];
  const pods = await store.pods();
  for (const one of played) {
    const { thread, repository } = one;
    const has = thread.labels.filter((label) => podInLabel(label) !== undefined);
    const { pod } = (await store.commentState(`${places[repository].id}#${thread.number}`)) ?? { pod: null };
    const chosen = pods.find(({ number }) => number === pod);
    const should = chosen && one !== bare ? `pod/${chosen.slug}` : "";
    if (thread.open && !thread.draft && has.join() !== should)
      faults.push(`${nameOf(one)} is labelled ${has}, not ${should}`);
  }
  for (const place of Object.values(places))
    for (const [name, { color, description }] of server.labels(place))
      if (
        podInLabel(name) !== undefined &&
        (color !== "1d6f8a" || !description?.startsWith("For the pod that looks after "))
      )
        faults.push(`the label ${name} of ${place.full_name} is ${color} and says ${description}`);
  return faults;
}

/** Every piece of work counts once, as it was. */
export async function creditFaults({ deeds, start }: Month, { store, settings }: Town): Promise<string[]> {
  const first = weekOf(start, settings.digest.timezone);
  const kept: string[] = [];
  for (let n = 0; n < WEEKS; n++)
    for (const { kind, repository, number, person, title } of await store.activities(addWeeks(first, n))) {
      const login = person && (await store.profiles([person])).get(person)?.login;
      kept.push([kind, kind === "released" ? title : `${repository}#${number}`, login ?? ""].join(" "));
    }
  const kinds = new Set(deeds.map((deed) => deed.split(" ")[0]));
  const credited = kept.filter((one) => kinds.has(one.split(" ")[0]));
  return [
    ...credited
      .filter((one, n) => credited.indexOf(one) !== n && !one.startsWith("reviewed"))
      .map((one) => `twice: ${one}`),
    ...without(credited, deeds).map((one) => `nobody did: ${one}`),
    ...without(deeds, credited).map((one) => `not credited: ${one}`),
  ];
}

/** The entries of a list that another does not have, each as often as it is there. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** In the hour in which we wrote most. */
export function mostWrites({ server }: Town): number {
  return Math.max(
    ...server.writes.map((from) => server.writes.filter((at) => at >= from && at < from + HOUR_MS).length),
  );
}

/** What we wrote at GitHub where everybody reads it: comments, and the notes of releases. */
export function ourTexts({ played, places }: Month, town: Town): string[] {
  const comments = played.filter(isPublic).flatMap(({ thread }) => oursIn(thread, town).map(({ body }) => body));
  const notes = town.server.releases.all.filter(({ repository }) => repository !== places.secret.full_name);
  return [...comments, ...notes.map(({ body }) => body)];
}
