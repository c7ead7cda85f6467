/** A community with webhook, outbox, local GitHub and chat, for tests of sending. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { parseChatSecret } from "#shared/channels/secret.ts";
import { buildDigest } from "#shared/core/digest/build.ts";
import type { Store } from "#shared/core/ports.ts";
import { openGitHub } from "#shared/github/client.ts";
import { parseGitHubSecret } from "#shared/github/secret.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import type { Deps } from "../../../functions/deliver/deps.ts";
import { deliver } from "../../../functions/deliver/handler.ts";
import { closeStores, NOW, SETTINGS, testCommunity, tick } from "../community.ts";
import { input } from "../digest.ts";
import { eventually } from "../eventually.ts";
import { makeDue } from "../make-due.ts";
import { testRedis } from "../redis.ts";
import type { Account } from "./accounts.ts";
import { actsIn } from "./acts.ts";
import { bob, clock, type Delivery, guid, hull, issue, said, user } from "./deliver-as-github.ts";
import { type LocalGitHub, startGitHub } from "./server.ts";
import { openWebhook } from "./webhook.ts";

const servers: LocalGitHub[] = [];
const redises: Redis[] = [];
const chats: Server[] = [];

/** Call it after a file's last suite, or its process does not end. */
export async function closeDelivery(): Promise<void> {
  await closeStores();
  for (const server of servers.splice(0)) await server.stop();
  for (const chat of chats.splice(0)) {
    chat.closeAllConnections();
    chat.close();
  }
  for (const connection of redises.splice(0)) connection.disconnect();
}

/**
 * A community with its webhook, its outbox and its own GitHub. It looks for failed deliveries only if it `recovers`, and
 * reads from GitHub what deliveries do not say only if it `catchesUp`. It was set up at `cameAt`.
 */
export async function openDelivery({
  yaml = SETTINGS,
  secret = tokenSecret,
  paced = false,
  place = testRedis(),
  recovers = false,
  catchesUp = false,
  cameAt = NOW,
} = {}) {
  const community = { ...(await testCommunity(yaml, place, cameAt)), now: clock };
  if (!recovers) await community.store.saveRecovery({ since: 0, lost: [] }, Number.MAX_SAFE_INTEGER);
  if (!catchesUp) await community.store.saveCatchUp(await community.store.catchUp(), Number.MAX_SAFE_INTEGER);
  const server = await startGitHub();
  servers.push(server);
  const github = openGitHub(parseGitHubSecret(secret(server)), {
    log: { warn() {} },
    api: server.url,
    paced,
    timeoutMs: 60_000,
  });
  server.now = clock;
  const { webhook, send: deliverTo } = openWebhook(community);
  let connections = parseChatSecret(undefined);
  /** What the secret `pods-chat` holds from now on. */
  const chat = (secret: string) => {
    connections = parseChatSecret(secret);
  };
  const app = (change: Partial<Deps> = {}) =>
    deliver({ ...community, github: () => github, connections: () => connections, ...change });
  const send = (delivery: Delivery) => {
    know(delivery, server);
    return deliverTo(delivery);
  };
  const redis = new Redis(community.url);
  redises.push(redis);
  const key = (name: string) => `pods:{${community.id}}:${name}`;
  const hurry = () => makeDue(redis, key);
  const run = async (change: Partial<Deps> = {}) => {
    await hurry();
    return (await tick(app(change))).body;
  };
  return { community, store: community.store, server, github, webhook, send, run, app, hurry, chat, redis, key };
}

/** What people wrote is at GitHub when its delivery arrives. */
function know({ event, payload }: Delivery, server: LocalGitHub): void {
  if (event !== "issue_comment") return;
  const { repository, issue, comment, sender } = payload as {
    repository: { full_name: string };
    issue: { number: number };
    comment: { id: number; body: string };
    sender: Account;
  };
  server.know(comment.id, sender, `${repository.full_name}#${issue.number}`, comment.body);
}

const tokenSecret = ({ token, url }: LocalGitHub) => `token: ${token}\nbaseUrl: ${url}`;
export const appSecret = ({ app, url }: LocalGitHub) =>
  `appId: ${app.id}\nprivateKey: ${JSON.stringify(app.privateKey)}\nbaseUrl: ${url}`;

let deliveries = 0;
export const opens = (number: number, by = bob, change: object = {}): Delivery => ({
  event: "issues",
  payload: { action: "opened", repository: hull, sender: by, issue: issue(number, by, change) },
});
export const says = (...words: Parameters<typeof said>): Delivery => ({
  ...said(...words),
  id: guid("says", ++deliveries),
});
export const people = (count: number, from = 10) =>
  Array.from({ length: count }, (_, i) => user(from + i, `sailor-${i}`));
export async function seatFive(send: (delivery: Delivery) => Promise<void>, number = 99) {
  for (const one of people(5)) await send(says("/pod join hull", one, number));
}

type Written = Pick<Awaited<ReturnType<typeof openDelivery>>, "server">;

/** All that stands in the comments of a thread of the hull. */
export const writtenIn = ({ server }: Written, number = 5): string =>
  server
    .comments(hull, number)
    .map(({ body }) => body)
    .join("\n");

/** The same of those that answer commands. */
export const answersIn = ({ server }: Written, number = 5): string =>
  server
    .comments(hull, number)
    .filter(({ body }) => body.includes(":answers:"))
    .map(({ body }) => body)
    .join("\n");

/** A pod for the hull, and one for the sails, with the acts in the hull. */
export async function openTwoPods(options: Parameters<typeof openDelivery>[0] = {}) {
  const delivery = await openDelivery(options);
  const { server, send, run } = delivery;
  await seatFive(send);
  for (let n = 0; n < 5; n++) await send(says("/pod join sail", user(50 + n), 99));
  server.thread(hull, 99, { author: user(20, "captain") });
  await run();
  /** One tick decides, the next one labels. */
  const rest = async () => {
    await run();
    await run();
  };
  return { ...delivery, acts: actsIn(server, hull), rest };
}

/** A store or a GitHub that dies at its nth call: before its effect, or after. `onDeath` is called when it does. */
export function dying<T extends object>(
  target: T,
  names: readonly string[],
  nth: number,
  when: "before" | "after",
  onDeath: () => void = () => {},
): T {
  let calls = 0;
  const die = () => {
    onDeath();
    return never();
  };
  return new Proxy(target, {
    get(object, name, receiver) {
      const method = Reflect.get(object, name, receiver);
      if (typeof method !== "function" || !names.includes(String(name))) return method;
      return async (...args: unknown[]) => {
        calls += 1;
        if (calls > nth || (calls === nth && when === "before")) return die();
        const result = await method.apply(object, args);
        return calls === nth ? die() : result;
      };
    },
  });
}
/** A tick of a process that dies at the nth of these calls; it has, then. */
export async function tickAndDie(
  { app, store, hurry }: Awaited<ReturnType<typeof openDelivery>>,
  names: readonly string[],
  nth: number,
  when: "before" | "after",
): Promise<void> {
  await hurry();
  let isDead = false;
  const mortal = dying(store, names, nth, when, () => {
    isDead = true;
  });
  void tick(app({ store: mortal }));
  await eventually(() => isDead);
}
/** A killed process makes no further calls. */
export const never = () => new Promise<never>(() => {});

/** A chat's webhook: its posts, and its answers. */
export async function startChat(answer: (response: ServerResponse) => void = (response) => response.end("ok")) {
  const posted: string[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    posted.push(text);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  chats.push(server);
  return { posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

/** Publishes an empty week, which is then due in each channel. */
export async function publishWeek(store: Store, to: string[], week = "2026-W46") {
  const settings = parseSettings(`${SETTINGS}digest: { to: [${to}] }`);
  const model = buildDigest(
    input({ week, settings, repositories: [], pods: [], previous: new Map(), publishedAt: NOW }),
  );
  const errands = to.map((destination) => ({ kind: "digest", week, destination }) as const);
  await store.publish({ week, publishedAt: NOW, model }, { id: "", at: NOW, errands });
}
