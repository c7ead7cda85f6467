/** What must be true when a history has come to rest. Each check returns its faults in words. */
import { isDeepStrictEqual } from "node:util";
import { hasMarker, operationsIn } from "#shared/core/github/marker.ts";
import { mentionsIn } from "../github/mentions.ts";
import type { LocalComment } from "../github/world.ts";
import { violations } from "../invariants.ts";
import { type History, sayInOrder, type ToldHistory } from "./history.ts";
import { mustStand, standingOf } from "./standing.ts";
import type { Town } from "./town.ts";
import { untruths } from "./truth.ts";

interface Tale {
  readonly history: History;
  readonly town: Town;
  readonly told: ToldHistory;
  /** Another town, for the same words in order. */
  readonly open: () => Promise<Town>;
}
type Check = (tale: Tale) => Promise<string[]>;

/** Everybody stands as if each word had been heard once, in the order in which people spoke. */
const standings: Check = async ({ history, town, told, open }) => {
  const orderly = await open();
  try {
    await sayInOrder(history, told, orderly);
    const faults: string[] = [];
    for (const person of told.people) {
      const [is, should] = [standingOf(await town.store.find(person)), standingOf(await orderly.store.find(person))];
      const forgot = told.versions.some(({ by, commands }) => by === person && commands.includes("forget me"));
      if (!isDeepStrictEqual(is, mustStand(is, should, forgot)))
        faults.push(`${person.login} stands as ${JSON.stringify(is)}, but said ${JSON.stringify(should)}`);
    }
    return faults;
  } finally {
    await orderly.close();
  }
};

/** What Redis holds is sound. */
const soundness: Check = ({ town }) => violations(town.url, town.id);

/** A comment about a pod would come out of the blue. */
const OLD_THREAD = "its thread was opened more than seven days ago";

/** What is to be sent was sent. */
const rest: Check = async ({ town }) =>
  (await town.outbox()).dead.filter((errand) => !errand.includes(OLD_THREAD)).map((errand) => `given up: ${errand}`);

/** The login of somebody who was forgotten and did not come back stands nowhere. */
const forgotten: Check = async ({ town, told }) => {
  const faults: string[] = [];
  const gone = told.people.filter(forgetsIn(told));
  const everything = gone.length > 0 ? (await town.everything()).toLowerCase() : "";
  for (const { login } of gone) {
    if (await town.store.find({ login })) continue;
    if (everything.includes(login)) faults.push(`${login} is still in Redis`);
    for (const { body } of ours(town, told)) if (body.includes(login)) faults.push(`${login} is named: ${body}`);
  }
  return faults;
};

const forgetsIn =
  ({ versions }: ToldHistory) =>
  (person: ToldHistory["people"][number]): boolean =>
    versions.some(({ by, commands }) => by === person && commands.includes("forget me"));

/** Our comments on GitHub. */
const ours = ({ server }: Town, { threads }: ToldHistory) =>
  threads.flatMap(({ comments }) => comments).filter(({ author }) => author.id === server.robot.id);

/** Each command is acknowledged by one reaction to its text, and answered in one comment of ours, once. */
const answers: Check = async ({ town, told }) => {
  const faults: string[] = [];
  for (const thread of told.threads) {
    const said = told.versions.filter((version) => version.thread === thread && version.commands.length > 0);
    const asked = said.reduce((count, { commands }) => count + commands.length, 0);
    const given = ours(town, { ...told, threads: [thread] }).flatMap(({ body }) => operationsIn(body, town.id));
    if (new Set(given).size !== given.length) faults.push(`answered twice in thread ${thread.number}: ${given}`);
    if (given.length !== asked) faults.push(`${given.length} answers to ${asked} commands in thread ${thread.number}`);
    for (const { form, id, commands } of said) {
      const text = form === "comment" ? town.server.comment(id) : town.server.reviewComment(id);
      if (form === "review" || !text) continue;
      if (text.reactions.length !== 1) faults.push(`${text.reactions.length} reactions to ${commands}`);
    }
  }
  return faults;
};

/** Each comment of ours mentions those whom it answers, which notifies them once, and notifies nobody else by name. */
const notifications: Check = async ({ town, told }) => {
  const { notifications, robot } = town.server;
  const mentions = notifications.filter(({ by, because }) => by === robot.login && because === "mentioned");
  const reached = mentions.map(({ to, comment }) => `${to} by ${comment}`);
  const comments = ours(town, told);
  const named = comments.flatMap(({ id, body }) => mentionsIn(body).map((login) => `${login} by ${id}`));
  return [
    ...named.filter((one) => !reached.includes(one)).map((one) => `never reached: ${one}`),
    ...comments.flatMap(unheard),
    ...reached.filter((one, n) => reached.indexOf(one) !== n).map((one) => `reached twice: ${one}`),
    ...comments.filter(({ body }) => !hasMarker(body)).map(({ body }) => `without a purpose: ${body}`),
  ];
};

/** Whom an edit answers though its comment mentioned them before: they do not hear of it. */
function unheard({ earlier, body }: LocalComment): string[] {
  const texts = [...earlier, body].map((text) => text.match(/^@[\w-]+(?=[:,])/gm) ?? []);
  const countOf = (login: string, n: number) => texts[n]?.filter((one) => one === login).length ?? 0;
  return texts.flatMap((logins, n) =>
    [...new Set(logins)]
      .filter((login) => n > 0 && countOf(login, n - 1) > 0 && countOf(login, n) > countOf(login, n - 1))
      .map((login) => `does not hear of the edit: ${login} in ${body}`),
  );
}

/** Our comments say to people what has happened, and nothing that will not stay true. */
const truth: Check = async ({ town, told }) => untruths(ours(town, told), town.store, await town.events());

export const CHECKS: readonly Check[] = [standings, soundness, rest, forgotten, answers, notifications, truth];
