import { rebalance } from "../../../functions/rebalance/handler.ts";
import { command, rebalancing } from "../community.ts";
import { seatCrossed } from "../seated.ts";
import { hull, user } from "./deliver-as-github.ts";
import { openDelivery, says } from "./delivery.ts";

/** Names a thread for what others decide, by its number 7. */
export const WITH_THREAD = `${rebalancing("maxMovesPercent: 60")}notices: { thread: ships/hull#7 }\n`;
export const WITHOUT_THREAD = WITH_THREAD.replace(/notices.*\n/, "");
const ROBOT = "Pods-Robot";

export type OpenDelivery = Awaited<ReturnType<typeof openDelivery>>;

/** The new comments in a thread that are notices. */
export const noticeComments = ({ server }: Pick<OpenDelivery, "server">, number: number): string[] =>
  server
    .comments(hull, number)
    .filter(({ author, body }) => author.login === ROBOT && body.includes(":notice:"))
    .map(({ body }) => body);

/** The logins that a text mentions. */
export const mentioned = (text: string): string[] =>
  [...text.matchAll(/@([\w-]+)/g)].map(([, login = ""]) => login).sort();

/** The community with its thread for notices, which is known from a delivery. */
export async function openWithThread(yaml = WITH_THREAD) {
  const delivery = await openDelivery({ yaml });
  for (const number of [5, 7, 99]) delivery.server.thread(hull, number);
  await delivery.send(says("Hello", user(77, "writer"), 7));
  return delivery;
}

/** A plan that moves three of twelve each way. */
export async function planned({ community, send }: OpenDelivery) {
  await seatCrossed(community);
  await send(says("/pod advocate", user(305, "bob-5"), 99));
  return (await command(rebalance(community), { do: "plan" })).body;
}

/** The thread that the settings name, and a plan that moves people. */
export async function openWithPlan(yaml = WITH_THREAD) {
  const delivery = await openWithThread(yaml);
  return { ...delivery, plan: await planned(delivery) };
}
