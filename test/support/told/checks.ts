/** What must be true when a history has come to rest. Each check returns its faults in words. */
import { isDeepStrictEqual } from "node:util";
import { type History, sayInOrder, type Told } from "./history.ts";
import { standingOf } from "./standing.ts";
import type { Town } from "./town.ts";

interface Tale {
  readonly history: History;
  readonly town: Town;
  readonly told: Told;
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
      // What somebody says after they were forgotten is not kept, so less may be known of them than in order, never more.
      const fits = !forgot
        ? isDeepStrictEqual(is, should)
        : is.standing === "nobody"
          ? should.standing !== "active"
          : is.standing === should.standing;
      if (!fits) faults.push(`${person.login} stands as ${JSON.stringify(is)}, but said ${JSON.stringify(should)}`);
    }
    return faults;
  } finally {
    await orderly.close();
  }
};

/** What is to be sent was sent. */
const rest: Check = async ({ town }) => (await town.outbox()).dead.map((errand) => `given up: ${errand}`);

/** The login of somebody who was forgotten and did not come back stands nowhere. */
const forgotten: Check = async ({ town, told }) => {
  const faults: string[] = [];
  for (const { login } of told.people.filter(forgetsIn(told))) {
    if (await town.store.find({ login })) continue;
    if ((await town.everything()).toLowerCase().includes(login)) faults.push(`${login} is still in Redis`);
    for (const { body } of ours(town, told)) if (body.includes(login)) faults.push(`${login} is named: ${body}`);
  }
  return faults;
};

const forgetsIn =
  ({ versions }: Told) =>
  (person: Told["people"][number]): boolean =>
    versions.some(({ by, commands }) => by === person && commands.includes("forget me"));

/** Our comments on GitHub. */
const ours = ({ server }: Town, { threads }: Told) =>
  threads.flatMap(({ comments }) => comments).filter(({ author }) => author.id === server.robot.id);

export const CHECKS: readonly Check[] = [standings, rest, forgotten];
