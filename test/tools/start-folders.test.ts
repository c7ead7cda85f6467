import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { demoSettings } from "../../tools/demo/settings.ts";
import { takeDataFolder } from "../../tools/start/data-folder.ts";
import { ensureSecrets } from "../../tools/start/local-secrets.ts";
import { keepLocalCopy, readSettings } from "../../tools/start/local-settings.ts";

const folder = () => mkdtemp(join(tmpdir(), "pods-start-"));
const URL = "redis://127.0.0.1:4001";

const secrets = suite("the secrets of this machine");

secrets("are created at random when missing, and only their owner can read them", async () => {
  const [one, two] = [join(await folder(), "s"), join(await folder(), "s")];
  assert.is.not(ensureSecrets(one, URL).adminKey, ensureSecrets(two, URL).adminKey);
  assert.is(readFileSync(join(one, "pods-redis-url"), "utf8"), `${URL}\n`);
  assert.is(readFileSync(join(one, "pods-github"), "utf8"), "-\n");
  assert.is(statSync(join(one, "pods-admin-key")).mode & 0o777, 0o600);
});

secrets("stay when they are there; only the Redis of an earlier start is replaced", async () => {
  const here = await folder();
  writeFileSync(join(here, "pods-admin-key"), "mine-and-long-enough\n");
  ensureSecrets(here, URL);
  assert.is(ensureSecrets(here, "redis://127.0.0.1:4002").adminKey, "mine-and-long-enough");
  assert.is(readFileSync(join(here, "pods-redis-url"), "utf8"), "redis://127.0.0.1:4002\n");
});

secrets("refuse to replace a Redis that the developer chose", async () => {
  const here = await folder();
  writeFileSync(join(here, "pods-redis-url"), "rediss://redis.example:6379\n");
  assert.throws(() => ensureSecrets(here, URL), /Give it as REDIS_URL, or remove the file/);
  ensureSecrets(here, "rediss://redis.example:6379");
});

secrets("tell which of them would post to the world", async () => {
  const here = await folder();
  assert.equal(ensureSecrets(here, URL).voices, []);
  writeFileSync(join(here, "pods-github"), "token\n");
  assert.equal(ensureSecrets(here, URL).voices, ["pods-github"]);
});

secrets("leave the settings to a file", async () => {
  const here = await folder();
  writeFileSync(join(here, "pods-settings"), "community: X\n");
  assert.throws(() => ensureSecrets(here, URL), /pods-settings replaces any settings file/);
});

const data = suite("the data folder");

data("belongs to one start at a time", async () => {
  const here = await folder();
  writeFileSync(join(here, "pid"), String(process.ppid));
  assert.throws(() => takeDataFolder(here, false), /running already, as process/);
  writeFileSync(join(here, "pid"), "4194399"); // above any process id
  takeDataFolder(here, false).release();
  assert.not(existsSync(join(here, "pid")));
});

data("is rebuilt after half a demo, but never once it was complete", async () => {
  const here = await folder();
  const redis = join(here, "redis");
  takeDataFolder(here, false);
  mkdirSync(redis);
  const again = takeDataFolder(here, false);
  assert.not(existsSync(redis));
  mkdirSync(redis);
  again.loaded();
  for (let crashes = 0; crashes < 3; crashes += 1) takeDataFolder(here, false);
  assert.ok(existsSync(redis));
});

data("is forgotten on demand", async () => {
  const here = await folder();
  mkdirSync(join(here, "redis"));
  takeDataFolder(here, true);
  assert.not(existsSync(join(here, "redis")));
});

const settings = suite("the settings of this machine");

settings("are those of the file, with local links", async () => {
  const here = await folder();
  const file = join(here, "theirs.yml");
  const text = readFileSync("pods.yml", "utf8");
  writeFileSync(file, text.replace(/^publicUrl: .*$/m, "publicUrl: https://pods.example.org"));
  const stop = keepLocalCopy(file, join(here, "copy.yml"));
  stop();
  assert.equal(readSettings(join(here, "copy.yml")), {
    ...readSettings(file),
    publicUrl: "/function",
    durability: "none",
  });
});

settings(
  "of an invented community want nothing that would leave this machine, and keep what the file shows",
  async () => {
    const here = await folder();
    const [file, copy] = [join(here, "theirs.yml"), join(here, "copy.yml")];
    const shown = (text: string) => {
      writeFileSync(file, text);
      keepLocalCopy(file, copy, undefined, demoSettings)();
      return readSettings(copy);
    };
    const shipped = shown(readFileSync("pods.yml", "utf8"));
    assert.equal([shipped.mentions.mode, shipped.mentions.labels, shipped.digest.to], ["quiet", false, ["markdown"]]);
    assert.equal([shipped.community, shipped.meetings.contributor?.weekday], ["Invented OpenFaaS", "Thursday"]);
    assert.ok(shipped.links.roadmap);
    assert.is(shipped.github, "https://github.example", "nobody is sent to real threads");
    const own = shown(
      "community: X\norganisation: x\nareas: { hull: {} }\nmentions: { perThread: 1 }\nmeetings: {}\nlinks: {}\n" +
        'digest: { time: "10:00", to: [slack] }\n',
    );
    assert.equal([own.mentions.perThread, own.mentions.mode], [1, "quiet"]);
    assert.equal([own.digest.time, own.digest.to], ["10:00", ["markdown"]]);
    assert.equal([own.meetings, own.links.roadmap], [{}, undefined]);
  },
);

settings("that are invalid are reported with file and line", async () => {
  const file = join(await folder(), "mine.yml");
  assert.throws(() => readSettings(file), /There is no settings file .*mine\.yml/);
  writeFileSync(file, "community: X\norganisation: x\nareas: {}\n");
  assert.throws(() => readSettings(file), /mine\.yml.*line 3.*at least one area/);
});

settings("follow the file; an invalid edit is reported with its line, and the last valid settings stay", async () => {
  const here = await folder();
  const [file, copy] = [join(here, "mine.yml"), join(here, "copy.yml")];
  const text = "community: Ships\norganisation: ships\nareas: { hull: {} }\n";
  writeFileSync(file, text);
  const told: string[] = [];
  // Written repeatedly, because the watcher does not notice an edit before its first look.
  const edit = async (now: string, isSeen: () => boolean) => {
    for (let polls = 0; !isSeen() && polls < 600; polls += 1) {
      if (polls % 20 === 0) writeFileSync(file, now);
      await pause(100);
    }
  };
  const stop = keepLocalCopy(file, copy, (sentence) => told.push(sentence));
  for (const [fault, reason] of [
    ["areas: [", /mine\.yml line \d/],
    ["consent: maybe", /mine\.yml line 4: consent/],
  ] as const) {
    await edit(`${text}${fault}\n`, () => reason.test(told.at(-1) ?? ""));
    assert.match(told.at(-1) ?? "", reason);
    assert.is(readSettings(copy).community, "Ships");
  }
  await edit(text.replace("Ships", "Boats"), () => readSettings(copy).community === "Boats");
  stop();
  assert.is(readSettings(copy).community, "Boats");
});

secrets.run();
data.run();
settings.run();
