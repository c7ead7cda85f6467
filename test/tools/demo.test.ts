import { suite } from "uvu";
import * as assert from "uvu/assert";
import { Random } from "#shared/core/search/random.ts";
import { inventActivity, WEEKS } from "../../tools/demo/activity.ts";
import { inventPeople, toCsv } from "../../tools/demo/people.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const AREAS = ["cli", "docs", "arm"];
const area = (repositories: string[]) => ({ was: [], repositories, labels: [], paths: [], keywords: [] });
const settings = { areas: { cli: area(["o/cli"]), docs: area(["o/docs"]), arm: area([]) } };

const demo = suite("the demo community");

demo("is the same every time", () => {
  const make = () => {
    const random = new Random(7);
    const people = inventPeople(60, AREAS, random);
    return { people, activity: inventActivity(people, settings, NOW, random) };
  };
  assert.equal(make(), make());
});

demo("has each person once, with one to three areas of the settings", () => {
  const people = inventPeople(5_000, AREAS, new Random(7));
  assert.is(new Set(people.map(({ login }) => login)).size, people.length);
  for (const { login, areas } of people) {
    assert.match(login, /^[a-z0-9][a-z0-9-]{0,38}$/);
    assert.ok(areas.length >= 1 && areas.length <= 3 && areas.every((id) => AREAS.includes(id)));
    assert.is(new Set(areas).size, areas.length);
  }
});

demo("has people of every ability and state, volunteers, and one area that most people want", () => {
  const people = inventPeople(240, AREAS, new Random(7));
  const values = (key: "ability" | "mode" | "advocate") => new Set(people.map((person) => person[key])).size;
  assert.equal([values("ability"), values("mode"), values("advocate")], [4, 3, 2]);
  const first = (id: string) => people.filter(({ areas }) => areas[0] === id).length;
  assert.ok(first("cli") > first("arm"));
});

demo("is written in the format that an import reads", () => {
  const rows = toCsv(inventPeople(2, AREAS, new Random(7))).split("\n");
  assert.is(rows[0], "login,areas,ability,timezone,advocate,mode");
  assert.is(rows.length, 4);
  assert.match(rows[1] ?? "", /^amara-achebe,[a-z|]+,[a-z]+,\w+\/\w+,(yes)?,(pod|offer|independent)$/);
});

demo("has twelve weeks of activity, oldest first, none in the future", () => {
  const random = new Random(7);
  const activity = inventActivity(inventPeople(240, AREAS, random), settings, NOW, random);
  const times = activity.map(({ at }) => at);
  assert.equal(
    times,
    [...times].sort((a, b) => a - b),
  );
  assert.ok((times.at(-1) ?? 0) < NOW && (times[0] ?? 0) >= NOW - WEEKS * 7 * 86_400_000);
  assert.is(new Set(activity.map(({ id }) => id)).size, activity.length);
  const events = new Set(activity.map(({ event }) => event));
  assert.equal([...events].sort(), ["issues", "pull_request", "pull_request_review", "release", "star"]);
});

demo("opens a thread before anything else happens on it", () => {
  const random = new Random(7);
  const opened = new Set<string>();
  for (const { payload } of inventActivity(inventPeople(80, AREAS, random), settings, NOW, random)) {
    const thread = (payload.pull_request ?? payload.issue) as { html_url: string; number: number } | undefined;
    if (!thread) continue;
    assert.ok(thread.number > 0);
    const key = thread.html_url;
    if (payload.action === "opened") opened.add(key);
    else assert.ok(opened.has(key), `${payload.action} on ${key}`);
  }
});

demo("is empty without people or repositories", () => {
  assert.equal(inventActivity([], settings, NOW, new Random(7)), []);
  const people = inventPeople(10, ["arm"], new Random(7));
  assert.equal(inventActivity(people, { areas: { arm: area([]) } }, NOW, new Random(7)), []);
});

demo.run();
