import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openEnvironment } from "#shared/openfaas/environment.ts";
import { createLog } from "#shared/openfaas/log.ts";
import { openSecrets, type SecretName } from "#shared/openfaas/secrets.ts";

const test = suite<{ folder: string; lines: string[] }>("environment");

const SETTINGS = "community: Whales\norganisation: whales\nareas: { cli: {} }\n";

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), "pods-secrets-"));
  context.lines = [];
});
test.after.each(({ folder }) => {
  rmSync(folder, { recursive: true });
});

let clock = 1_700_000_000;
/** Each write gets its own second, so that a change shows on any file system. */
function put(folder: string, name: string, value: string) {
  writeFileSync(join(folder, name), value);
  clock += 1;
  utimesSync(join(folder, name), clock, clock);
}

const open = <S extends SecretName>({ folder, lines }: { folder: string; lines: string[] }, secrets: readonly S[]) =>
  openEnvironment({
    name: "fixture",
    secrets,
    store: openSecrets(folder, 0),
    log: createLog({ name: "fixture", write: (line) => void lines.push(line) }),
  });

const thrown = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing";
};

test("a secret is trimmed, and `-` means that it is not used", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  put(context.folder, "pods-redis-url", " redis://localhost\n");
  put(context.folder, "pods-chat", "-\n");
  const environment = open(context, ["pods-settings", "pods-redis-url", "pods-chat"]);
  assert.is(environment.secret("pods-redis-url"), "redis://localhost");
  assert.is(environment.secret("pods-chat"), undefined);
  assert.match(
    thrown(() => environment.required("pods-chat", String)),
    "pods-chat",
  );
  assert.match(context.lines.join(""), "pods-chat");
});

test("a secret that is removed or emptied while we run: the last value stays, and what is in force says so", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  put(context.folder, "pods-admin-key", "\uFEFFa-key-of-sixteen\r\n");
  const environment = open(context, ["pods-settings", "pods-admin-key"]);
  const told = () => environment.inForce().outdated.map(({ what, reason }) => `${what}: ${reason}`);
  for (const spoil of [
    (name: string) => put(context.folder, name, " \r\n"),
    (name: string) => rmSync(join(context.folder, name)),
  ]) {
    spoil("pods-admin-key");
    spoil("pods-settings");
    assert.is(environment.secret("pods-admin-key"), "a-key-of-sixteen");
    assert.is(environment.settings().community, "Whales");
    const [key = "", settings = ""] = told();
    assert.match(key, /pods-admin-key (is empty|is missing).*faas-cli secret create pods-admin-key/);
    assert.match(settings, /the settings: The secret pods-settings (is empty|is missing)/);
    put(context.folder, "pods-admin-key", "a-key-of-sixteen");
    put(context.folder, "pods-settings", SETTINGS);
    assert.equal(told(), []);
  }
  const logged = context.lines.filter((line) => line.includes("pods-admin-key is")).length;
  assert.is(logged, 2, "each fault is logged once");
});

test("an empty secret stops the start", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  put(context.folder, "pods-admin-key", " \r\n");
  assert.match(
    thrown(() => open(context, ["pods-settings", "pods-admin-key"])),
    /pods-admin-key is empty.*faas-cli/,
  );
});

test("a missing secret stops the start with a sentence that names it", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  assert.match(
    thrown(() => open(context, ["pods-settings", "pods-redis-url"])),
    /pods-redis-url is missing.*faas-cli/,
  );
});

test("an admin key that is easy to guess stops the start, and is not repeated", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  put(context.folder, "pods-admin-key", "hunter2");
  const message = thrown(() => open(context, ["pods-settings", "pods-admin-key"]));
  assert.match(message, "pods-admin-key is malformed");
  assert.not.match(message, "hunter2");
});

test("a secret that becomes malformed: the last good one stays, and what is in force says so until it is mended", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  put(context.folder, "pods-admin-key", "a-key-of-sixteen");
  put(context.folder, "pods-webhook-secret", "a-secret-of-a-webhook");
  put(context.folder, "pods-redis-url", "redis://one");
  const environment = open(context, ["pods-settings", "pods-admin-key", "pods-webhook-secret", "pods-redis-url"]);
  const address = environment.required("pods-redis-url", (text) => new URL(text).host);
  const { settings, outdated: none } = environment.inForce();
  assert.equal([settings, none], ["the secret pods-settings", []]);

  put(context.folder, "pods-admin-key", "short");
  put(context.folder, "pods-webhook-secret", "one-secret-of-sixteen\ntwo-secrets-of-sixteen\nthree-secrets-of-sixteen");
  put(context.folder, "pods-redis-url", "sesame");
  put(context.folder, "pods-settings", `${SETTINGS}consent: perhaps\n`);
  const { outdated } = environment.inForce();
  assert.equal(
    outdated.map(({ what }) => what),
    ["the secret pods-admin-key", "the secret pods-webhook-secret", "the secret pods-redis-url", "the settings"],
  );
  assert.match(outdated.at(-1)?.reason ?? "", "line 4");
  assert.ok(outdated.every(({ since }) => since > 0));
  assert.not.match(JSON.stringify(outdated), /short|three-secrets/);
  assert.equal([environment.secret("pods-admin-key"), address()], ["a-key-of-sixteen", "one"]);

  put(context.folder, "pods-admin-key", "another-key-of-sixteen");
  put(context.folder, "pods-webhook-secret", "first-secret-of-sixteen\nlater-secret-of-sixteen");
  put(context.folder, "pods-redis-url", "redis://two");
  put(context.folder, "pods-settings", SETTINGS);
  assert.equal(environment.inForce().outdated, []);
  assert.equal([environment.secret("pods-admin-key"), address()], ["another-key-of-sixteen", "two"]);
});

test("an id that changes while we run is refused: the keys in Redis begin with it", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  const environment = open(context, ["pods-settings"]);
  put(context.folder, "pods-settings", `${SETTINGS}id: other\n`);
  assert.is(environment.settings().id, "pods");
  assert.match(environment.inForce().outdated[0]?.reason ?? "", "the id was pods");
});

test("settings that cannot be read stop the start with their line", (context) => {
  put(context.folder, "pods-settings", `${SETTINGS}consent: maybe\n`);
  assert.match(
    thrown(() => open(context, ["pods-settings"])),
    /pods-settings.*line 4/,
  );
});

test("settings follow the secret; an invalid change is logged once and the last valid ones stay", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  const environment = open(context, ["pods-settings"]);
  assert.is(environment.settings().publicUrl, "/function");
  put(context.folder, "pods-settings", `${SETTINGS}publicUrl: https://pods.example.org/\n`);
  assert.is(environment.settings().publicUrl, "https://pods.example.org");
  put(context.folder, "pods-settings", "community: [");
  assert.is(environment.settings().community, "Whales");
  assert.is(environment.settings().community, "Whales");
  assert.is(context.lines.filter((line) => line.includes("cannot be used")).length, 1);
});

test("while the secret wins over the file, what is in force says what the file says otherwise", (context) => {
  put(context.folder, "pods-settings", SETTINGS);
  put(context.folder, "image.yml", SETTINGS);
  process.env.PODS_SETTINGS = join(context.folder, "image.yml");
  try {
    const { inForce } = open(context, ["pods-settings"]);
    assert.is(inForce().ineffective, undefined);
    put(
      context.folder,
      "pods-settings",
      `# a remark\n${SETTINGS}consent: assign\nlinks: { swag: https://a.example }\n`,
    );
    assert.is(inForce().ineffective, "says otherwise about consent, links");
    open(context, ["pods-settings"]);
    assert.match(context.lines.at(-1) ?? "", "the pods.yml in the image says otherwise about consent, links");
    put(context.folder, "pods-settings", "-");
    assert.equal(inForce(), { settings: "image.yml", outdated: [] });
  } finally {
    delete process.env.PODS_SETTINGS;
  }
});

test("without the secret, PODS_SETTINGS names the file", (context) => {
  put(context.folder, "pods-settings", "-");
  put(context.folder, "other.yml", SETTINGS.replace("Whales", "Dolphins"));
  process.env.PODS_SETTINGS = join(context.folder, "other.yml");
  try {
    assert.is(open(context, ["pods-settings"]).settings().community, "Dolphins");
    process.env.PODS_SETTINGS = join(context.folder, "nowhere.yml");
    assert.match(
      thrown(() => open(context, ["pods-settings"])),
      "nowhere.yml",
    );
  } finally {
    delete process.env.PODS_SETTINGS;
  }
  assert.ok(statSync(context.folder).isDirectory());
});

test("what everybody may read of settings and secrets names files, never their folder", (context) => {
  const { folder } = context;
  const before = process.env.PODS_SETTINGS;
  process.env.PODS_SETTINGS = join(folder, "pods.yml");
  put(folder, "pods.yml", SETTINGS);
  put(folder, "pods-settings", "-");
  for (const name of ["pods-redis-url", "pods-chat"]) put(folder, name, "text");
  const { inForce } = open(context, ["pods-settings", "pods-redis-url", "pods-chat"]);
  assert.equal(inForce(), { settings: "pods.yml", outdated: [] });
  put(folder, "pods-redis-url", "");
  rmSync(join(folder, "pods-chat"));
  put(folder, "pods-settings", `${SETTINGS}colour: blue\n`);
  const { outdated } = inForce();
  if (before === undefined) delete process.env.PODS_SETTINGS;
  else process.env.PODS_SETTINGS = before;
  assert.is(outdated.length, 3);
  for (const { reason } of outdated) assert.not.match(reason, tmpdir());
});

test.run();
