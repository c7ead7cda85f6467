/** Everything on this machine: a Redis, the functions, a gateway in front of them, and a demo community. */
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { relative, resolve } from "node:path";
import type { Settings } from "#shared/core/settings.ts";
import { Client } from "./client.ts";
import { loadDemo } from "./demo/load.ts";
import { demoSettings } from "./demo/settings.ts";
import { startGateway } from "./gateway/gateway.ts";
import { readStack } from "./gateway/stack.ts";
import { startRedis } from "./redis.ts";
import { type DataFolder, takeDataFolder } from "./start/data-folder.ts";
import { debuggerPorts, openLocalFunctions } from "./start/local-functions.ts";
import { ensureSecrets, VOICES } from "./start/local-secrets.ts";
import { keepLocalCopy, readSettings } from "./start/local-settings.ts";
import { PEOPLE_DEFAULT, parseOptions, type StartOptions, USAGE } from "./start/options.ts";
import { greeting, joinComment } from "./start/words.ts";

const DATA = resolve(".data");
const SECRETS = resolve(".secrets");

/** Its threads have the numbers of real threads, so a comment would land there. */
const INVENTED = "The demo community is invented and must not speak on GitHub or in a chat.";

/** Ends everything that was started, the last first. */
const endings: (() => void | Promise<void>)[] = [];
let stopping = false;

try {
  const options = optionsOrUsage();
  if (options) await start(options);
} catch (error) {
  // While we stop, calls to stopped functions may fail. `stop` ends the rest.
  if (!stopping) await fail(error);
}

/** The options; `undefined` if the usage was printed instead, on request or because of a mistake. */
function optionsOrUsage(): StartOptions | undefined {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options !== "help") return options;
    console.log(USAGE);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
  }
  return undefined;
}

async function start(options: StartOptions): Promise<void> {
  const settings = readSettings(options.settingsFile);
  if (options.reset && process.env.REDIS_URL) {
    throw new Error("--reset does not touch the Redis of REDIS_URL. Empty it yourself, or unset REDIS_URL.");
  }
  await checkPort(options.port);
  const data = takeDataFolder(DATA, options.reset);
  endings.push(data.release);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);

  const redisUrl = process.env.REDIS_URL || (await startOwnRedis(data));
  const secrets = ensureSecrets(SECRETS, redisUrl);
  const invented = data.isInvented() || !options.empty;
  if (invented && secrets.voices.length > 0) {
    throw new Error(`${INVENTED} Let ${secrets.voices.join(" and ")} in .secrets hold "-", or start with --empty.`);
  }
  const settingsCopy = data.path("pods.yml");
  endings.push(keepLocalCopy(options.settingsFile, settingsCopy, undefined, invented ? demoSettings : undefined));

  const stack = readStack(readFileSync("stack.yml", "utf8"), process.env);
  const inspectPorts = options.inspectPort === undefined ? {} : debuggerPorts(stack, options.inspectPort);
  const functions = openLocalFunctions({ data, secrets: SECRETS, settings: settingsCopy, inspectPorts });
  const gateway = await startGateway({
    port: options.port,
    stack,
    secretsFolder: SECRETS,
    lockedSecrets: invented ? Object.fromEntries(VOICES.map((name) => [name, INVENTED])) : {},
    startWorker: functions.start,
  });
  endings.push(gateway.stop);
  endings.push(await functions.followSources());

  const client = new Client({ url: gateway.url, ...secrets });
  await fill(client, settings, data, options);
  if (options.schedule) gateway.schedule();
  console.log(await greet(client, readSettings(settingsCopy), data, options, inspectPorts));
}

async function startOwnRedis(data: DataFolder): Promise<string> {
  const redis = await startRedis({ dir: data.path("redis"), fsync: "everysec" });
  endings.push(redis.stop);
  return redis.url;
}

/** Initialises an empty state, and adds people unless `empty`. An existing community stays as it is. */
async function fill(
  client: Client,
  settings: Settings,
  data: DataFolder,
  { empty, people }: StartOptions,
): Promise<void> {
  const { outcome } = await client.command<{ outcome: string }>("pods", { do: "initialise" });
  if (outcome === "initialised" && !empty) {
    const started = performance.now();
    data.invented();
    process.stdout.write(`Making a community of ${people} people with twelve weeks of activity … `);
    const deliveries = await loadDemo(client, settings, people, Date.now());
    console.log(`${deliveries} deliveries, ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } else if (outcome !== "initialised" && (people !== PEOPLE_DEFAULT || (empty && data.isInvented()))) {
    console.log("The existing community stays: --people and --empty are for a new one (--reset).");
  }
  data.loaded();
}

async function greet(
  client: Client,
  settings: Settings,
  data: DataFolder,
  options: StartOptions,
  inspectPorts: Readonly<Record<string, number>>,
): Promise<string> {
  const { url } = client.access;
  const [area = "", { repositories } = { repositories: [] }] = Object.entries(settings.areas)[0] ?? [];
  const repository = repositories[0] ?? `${settings.organisation}/community`;
  const commentFile = relative(".", data.path("join-comment.json"));
  writeFileSync(commentFile, joinComment(settings.github, repository, area, Date.now()));

  const plan = await client.read<{ id?: string }>("/rebalance/");
  const linked = plan && (await client.command<{ url: string }>("rebalance", { do: "link" }));
  const pods = await client.pods();
  return greeting({
    url,
    people: pods.reduce((sum, { members }) => sum + members.length, 0),
    pods: pods.length,
    planId: plan?.id,
    planUrl: linked && new URL(linked.url, url).href,
    slug: pods[0]?.slug,
    area,
    commentFile,
    options,
    inspectPorts,
  });
}

/** Runs before anything is started, so that the most common mistake is reported at once. */
async function checkPort(port: number): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") throw new Error(`Port ${port} is taken. Try npm start -- --port ${port + 1}`);
    throw new Error(`Port ${port} cannot be used (${code}). Try npm start -- --port 8081`);
  }
  server.close();
  await once(server, "close");
}

async function fail(error: unknown): Promise<void> {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.DEBUG) console.error(error);
  await end();
  process.exit(1);
}

async function stop(): Promise<void> {
  stopping = true;
  // The second Ctrl-C does not wait; the children end with this process in any case.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  console.log("\nStopping …");
  await end();
  process.exit(0);
}

async function end(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending();
}
