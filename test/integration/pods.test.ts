import { Redis } from "ioredis";
import * as assert from "uvu/assert";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { COMMANDS } from "#shared/commands/index.ts";
import { PodsError } from "#shared/core/errors.ts";
import type { Store } from "#shared/core/ports.ts";
import { mediaOf } from "#shared/openfaas/negotiate.ts";
import { reportOutdated } from "#shared/openfaas/report-outdated.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { ROUTES } from "../../functions/pods/routes.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import {
  ADMIN_KEY,
  AS_MAINTAINER,
  CSV,
  command,
  get,
  JSON_ONLY,
  NOW,
  post,
  SETTINGS,
  storeAt,
  type TestCommunity,
  testCommunity,
  tick,
} from "../support/community.ts";
import { communitySuite } from "../support/community-suite.ts";
import { joinAll, wish } from "../support/store.ts";
import { assertUnnamed } from "../support/unnamed.ts";

const HTML = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

async function open(yaml?: string, change: Partial<TestCommunity> = {}) {
  const community = { ...(await testCommunity(yaml)), ...change };
  return { community, store: community.store, app: pods({ ...community, build: "test" }) };
}

const test = communitySuite("pods", open);

interface Person {
  login: string;
  area?: string;
  timezone?: string;
  volunteer?: boolean;
}

const operation = { id: "", at: NOW };
let made = 0;

async function join(store: Store, { login, area = "hull", timezone, volunteer = false }: Person) {
  const proposed = `p${++made}`;
  return store.join(
    {
      subject: { login, proposed },
      profile: { areas: [area], ability: "experienced", volunteer, ...(timezone && { timezone }) },
      candidates: [],
    },
    operation,
  );
}

/** `ada-1` … in one area; five of them make a pod. */
async function crew(store: Store, count: number, area: string, name: string, more: Partial<Person> = {}) {
  for (let n = 1; n <= count; n++) await join(store, { login: `${name}-${n}`, area, ...more });
}

test("an empty community has a directory that says so", async ({ app }) => {
  const json = await get(app, "/", JSON_ONLY);
  assert.equal(json.body, { items: [], next: null });
  const page = await get(app, "/", HTML);
  assert.is(page.status, 200);
  assert.match(page.body, "No pods yet");
  assert.match(page.body, "A pod forms as soon as 5 people");
});

test("a directory without pods says how many people wait, and when pods form", async ({ app, community }) => {
  const rows = Array.from({ length: 6 }, (_, n) => `ada-${n},hull`).join("\n");
  await post(joinPod(community), `login,areas\n${rows}\n`, CSV);
  const { body } = await get(app, "/", HTML);
  assert.match(
    body,
    "6 people wait for a seat; any area suits all of them, who count for every area. A pod forms with the next seating, at the latest tomorrow, where 5 people",
  );
});

test("the directory as JSON: each pod with its people, advocate and open seats", async ({ app, store }) => {
  await crew(store, 6, "hull", "ada", { volunteer: true });
  assert.equal(await store.appoint(1, { login: "ada-2" }, operation), { outcome: "changed" });
  const { status, body } = await get(app, "/", JSON_ONLY);
  assert.is(status, 200);
  assert.is(body.next, null);
  assert.is(body.items.length, 1);
  const [pod] = body.items;
  assert.is(pod.slug, "narwhal");
  assert.is(pod.name, "Narwhal");
  assert.is(pod.area, "hull");
  assert.equal(pod.members.map(({ login }: Person) => login).sort(), [
    "ada-1",
    "ada-2",
    "ada-3",
    "ada-4",
    "ada-5",
    "ada-6",
  ]);
  assert.equal(pod.advocate, { login: "ada-2" });
  assert.is(pod.openSeats, 3);
  assert.is(pod.url, "/function/pods/narwhal");
});

test("a page for a browser, JSON for a program, CSV and text by suffix; Vary says so", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const page = await get(app, "/", HTML);
  assert.match(page.headers.get("content-type") ?? "", "text/html");
  assert.is(page.headers.get("vary"), "Accept");
  assert.match(page.body, '<a href="/function/pods/narwhal"><bdi>Narwhal</bdi></a>');
  assert.match(
    (await get(app, "/directory.csv")).body,
    /^slug,name,area,people,openSeats,advocate,members\r\nnarwhal,Narwhal,hull,5,4,,/,
  );
  assert.match((await get(app, "/directory.txt")).body, "narwhal  Narwhal  Hull  ●●●●●○○○○  4 open");
  assert.is((await get(app, "/directory.json", HTML)).body.items.length, 1);
});

test("pages hold no script and no inline style, and the policy forbids both", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  for (const path of ["/", "/narwhal", "/areas", "/status", "/privacy", "/people/ada-1"]) {
    const { body, headers, status } = await get(app, path, HTML);
    assert.is(status, 200, path);
    assert.not.match(body, /<script|<style|\sstyle=|\son\w+=/i);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, "default-src 'none'");
    assert.not.match(policy, /script-src|unsafe/);
    assert.match(body, '<html lang="en">');
    assert.match(body, `<a class="skip" href="#${path === "/" ? "found" : "main"}">`);
  }
});

test("the style sheet stays at the address with its hash; another hash is not found", async ({ app }) => {
  const page = await get(app, "/", HTML);
  const [, address = ""] = /href="\/function\/pods(\/assets\/[0-9a-f]{16}\.css)"/.exec(page.body) ?? [];
  const style = await get(app, address);
  assert.is(style.status, 200);
  assert.match(style.headers.get("content-type") ?? "", "text/css");
  assert.is(style.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.is((await get(app, "/assets/0000000000000000.css")).status, 404);
});

test("a reader who has the page gets 304 until something changes", async ({ app, store, community }) => {
  await crew(store, 5, "hull", "ada");
  const first = await get(app, "/", HTML);
  const etag = first.headers.get("etag") ?? "";
  assert.match(etag, /^W\/"/);
  assert.is(first.headers.get("cache-control"), "public, max-age=60, stale-while-revalidate=600");
  assert.is((await get(app, "/", { ...HTML, "If-None-Match": etag })).status, 304);
  assert.is((await get(app, "/", { ...JSON_ONLY, "If-None-Match": etag })).status, 200);
  assert.is((await get(app, "/?open=1", { ...HTML, "If-None-Match": etag })).status, 200);

  await join(store, { login: "bob" });
  const second = await get(app, "/", { ...HTML, "If-None-Match": etag });
  assert.is(second.status, 200);
  await store.rename(1, "Unicorns", operation);
  assert.is((await get(app, "/", { ...HTML, "If-None-Match": second.headers.get("etag") ?? "" })).status, 200);

  const other = pods({ ...community, build: "another" });
  assert.is((await get(other, "/", { ...HTML, "If-None-Match": etag })).status, 200);
  const changed = { ...community.settings(), community: "Boats" };
  const renamed = pods({ ...community, settings: () => changed, build: "test" });
  const now = (await get(app, "/", HTML)).headers.get("etag") ?? "";
  assert.is((await get(renamed, "/", { ...HTML, "If-None-Match": now })).status, 200);
});

test("filters: area, open seats, words, a person's login", async ({ app, store }) => {
  await crew(store, 9, "hull", "ada");
  await crew(store, 5, "sail", "bob");
  const slugs = async (query: string) =>
    (await get(app, `/${query}`, JSON_ONLY)).body.items.map((pod: { slug: string }) => pod.slug);
  assert.equal(await slugs(""), ["orca", "narwhal"]);
  assert.equal(await slugs("?area=hull"), ["narwhal"]);
  for (const yes of ["1", "true", "yes"]) assert.equal(await slugs(`?open=${yes}`), ["orca"], yes);
  for (const no of ["0", "false", "no"]) assert.equal(await slugs(`?open=${no}&q=&area=`), ["orca", "narwhal"], no);
  assert.equal(await slugs("?q=NARW"), ["narwhal"]);
  assert.equal(await slugs("?q=ships/sail"), ["orca"]);
  assert.equal(await slugs("?q=bob-3"), ["orca"]);
  assert.equal(await slugs("?q=%40Ada-2"), ["narwhal"]);
  assert.equal(await slugs("?q=ada-2&area=sail"), []);
  assert.equal(await slugs("?q=nobody"), []);
  assert.equal(await slugs("?q=DA-2"), ["narwhal"]);
  assert.equal(await slugs("?q=ob-3&area=hull"), []);
  assert.equal(await slugs("?q=da"), [], "two signs are a whole login, or part of a pod's name");
  for (const pattern of ["ada-*", "ad?-2", "[a]da-2", "bob 3", "login", "a\\"])
    assert.equal(await slugs(`?q=${encodeURIComponent(pattern)}`), [], `${pattern} stands in no login`);
});

test("a time zone puts the pods first that are awake then, and shows hours in it", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada", { timezone: "Asia/Tokyo" });
  await crew(store, 5, "sail", "bob", { timezone: "Europe/Paris" });
  const slugs = async (zone: string) =>
    (await get(app, `/?timezone=${zone}`, JSON_ONLY)).body.items.map((pod: { slug: string }) => pod.slug);
  assert.equal(await slugs("Asia/Seoul"), ["narwhal", "orca"]);
  assert.equal(await slugs("Europe/Berlin"), ["orca", "narwhal"]);
  const page = await get(app, "/?timezone=Europe/Berlin", HTML);
  assert.match(page.body, "12 h with you");
  assert.match(page.body, "Most people are around from 9:00 to 21:00, Berlin.");
});

test("the hours of most people, and of all, are told on the pod's page and in the directory", async ({
  app,
  store,
}) => {
  const zones = ["Asia/Tokyo", "Asia/Kolkata", "Asia/Dubai", "Asia/Dhaka", "Europe/Moscow"];
  for (const [i, timezone] of zones.entries()) await join(store, { login: `ada-${i + 1}`, timezone });
  for (const path of ["/", "/narwhal"])
    assert.match((await get(app, path, HTML)).body, "from 3:30 to 15:30, and everybody from 6:00 to 12:00, UTC.");
});

test("half and quarter hours count when pods are ordered by a reader's day", async ({ app, store }) => {
  // In whole hours, all of these are as far from Kathmandu (UTC+5:45).
  for (const [area, name, zone] of [
    ["hull", "ada", "Asia/Dhaka"],
    ["sail", "bob", "Asia/Kathmandu"],
    ["galley", "eve", "UTC+5:30"],
  ] as const)
    await crew(store, 5, area, name, { timezone: zone });
  const { body } = await get(app, "/?timezone=Asia/Kathmandu", JSON_ONLY);
  assert.is(body.items[0].area, "sail");
  const first = await get(app, "/?timezone=Asia/Kathmandu&limit=1", JSON_ONLY);
  assert.is(first.body.items[0].area, "sail");
  const rest = await get(app, `/?timezone=Asia/Kathmandu&limit=2&cursor=${first.body.next}`, JSON_ONLY);
  assert.equal(rest.body.items.map(({ area }: { area: string }) => area).sort(), ["galley", "hull"]);
});

test("an invalid query is a 422 that names the field", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  for (const [query, pointer] of [
    ["?area=kitchen", "/area"],
    ["?limit=0", "/limit"],
    ["?limit=1000", "/limit"],
    ["?timezone=Mars/Base", "/timezone"],
    ["?open=perhaps", "/open"],
    ["?cursor=x", "/cursor"],
    ["?area=hull&area=sail", "/area"],
    ["agenda?timezone=Nope", "/timezone"],
    ["narwhal/agenda?timezone=Nope", "/timezone"],
    ["narwhal?timezone=Nope", "/timezone"],
  ] as const) {
    const { status, body, headers } = await get(app, `/${query}`, JSON_ONLY);
    assert.is(status, 422, query);
    assert.match(headers.get("content-type") ?? "", "application/problem+json");
    assert.is(body.errors[0].pointer, pointer);
  }
  assert.is((await get(app, "/?area=hull&area=&area=hull&from=a&from=b", HTML)).status, 200);
});

test("pages of the list have no gaps or repeats, also when a pod changes in between", async ({ app, store }) => {
  for (let n = 1; n <= 3; n++) {
    await crew(store, 9, "hull", `ada${n}`);
    await crew(store, 5, "sail", `bob${n}`);
  }
  const seen: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const { body } = await get(app, `/?limit=1&cursor=${next}`, JSON_ONLY);
    seen.push(...body.items.map((pod: { slug: string }) => pod.slug));
    next = body.next;
  }
  const all = (await get(app, "/", JSON_ONLY)).body.items.map((pod: { slug: string }) => pod.slug);
  assert.equal(seen, all);
  assert.is(new Set(seen).size, all.length);
  const page = await get(app, "/?limit=1", HTML);
  assert.match(page.body, /rel="next"/);
});

test("a pod's page names its people and room; its address outlives its name", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada", { timezone: "Europe/Berlin" });
  await store.rename(1, '<b>"Ünïcorns"</b>', operation);
  const page = await get(app, "/narwhal", HTML);
  assert.match(page.body, "<bdi>&lt;b&gt;&quot;Ünïcorns&quot;&lt;/b&gt;</bdi>");
  assert.not.match(page.body, "<b>&quot;");
  for (let n = 1; n <= 5; n++) assert.match(page.body, `/function/pods/people/ada-${n}`);
  assert.match(page.body, "4 open seats");
  assert.match(page.body, "somebody with an hour or two a week to be its advocate");
  const { body } = await get(app, "/narwhal.json");
  assert.equal(body.members[0].city, "Berlin");
  assert.is(body.pulse.length, 12);
});

test("an unknown pod is a 404; a closed one says so", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  await crew(store, 5, "sail", "bob");
  const leaving = Array.from({ length: 5 }, (_, n) => store.leave({ login: `ada-${n + 1}` }, "alumni", operation));
  await Promise.all(leaving);
  const { snapshot } = store;
  const { community } = await snapshot();
  if (community.pods.some(({ id }) => id === "1")) {
    await store.startRun({ id: "r", kind: "seating", of: "s", startedAt: NOW, changes: [] });
    const close = { kind: "close", group: 0, pod: "1", area: "hull", advocate: null, reasons: [] } as const;
    await store.applyGroup("r", 0, [close], {}, NOW);
  }
  const closed = await get(app, "/narwhal", JSON_ONLY);
  assert.is(closed.status, 404);
  assert.match(closed.body.detail, "was closed");
  const never = await get(app, "/beluga", JSON_ONLY);
  assert.is(never.status, 404);
  assert.match(never.body.detail, 'There is no pod "beluga"');
  assert.is((await get(app, "/Narwhal")).status, 404);
  assert.is((await get(app, "/Orca", JSON_ONLY)).body.slug, "orca");
  for (let n = 1; n <= 5; n++) await store.leave({ login: `bob-${n}` }, "paused", operation);
  assert.match((await get(app, "/orca", JSON_ONLY)).body.detail, "its people left", "the youngest pod, too");
});

test("what others embed of a pod that everybody left says so, and is there again with its people", async ({
  app,
  store,
}) => {
  await crew(store, 5, "hull", "ada");
  await store.rename(1, "Tinkers", operation);
  const faces = ["badge.svg", "badge.json", "members.svg", "calendar.ics"] as const;
  const read = async () => {
    const read = await Promise.all(faces.map((face) => get(app, `/narwhal/${face}`)));
    assert.equal(
      read.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    return read.map(({ body }) => (typeof body === "string" ? body : JSON.stringify(body)));
  };
  const before = await read();
  for (let n = 1; n <= 5; n++) await store.leave({ login: `ada-${n}` }, "paused", operation);
  const [svg = "", json = "", picture = "", ics = ""] = await read();
  for (const face of [svg, json, picture]) assert.match(face, "Tinkers, nobody now");
  assert.not.match(`${json}${picture}`, /open|ada-/);
  assert.match(ics, "X-WR-CALNAME:Tinkers pod");
  for (const face of faces) assert.is((await get(app, `/orca/${face}`)).status, 404, `never formed: ${face}`);
  await crew(store, 5, "hull", "ada");
  assert.equal(await read(), before);
});

test("badges are drawn here and always revalidated", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  await store.rename(1, "R&D <1>", operation);
  const svg = await get(app, "/narwhal/badge.svg");
  assert.is(svg.headers.get("content-type"), "image/svg+xml");
  assert.is(svg.headers.get("cache-control"), "no-cache");
  assert.match(svg.body, "R&amp;D &lt;1&gt;, 4 open");
  assert.is((await get(app, "/narwhal/badge.svg", { "If-None-Match": svg.headers.get("etag") ?? "" })).status, 304);
  const json = await get(app, "/narwhal/badge.json");
  assert.equal(json.body, { schemaVersion: 1, label: "pod", message: "R&D <1>, 4 open", color: "#b23a0e" });
});

test("the people of a pod, or of all, are a picture for a README, always revalidated", async ({ app, store }) => {
  assert.match((await get(app, "/members.svg")).body, "There are no pods yet.");
  await crew(store, 5, "hull", "ada");
  await crew(store, 6, "sail", "bob");
  await store.rename(1, "R&D <1>", operation);
  const svg = await get(app, "/members.svg");
  assert.is(svg.headers.get("content-type"), "image/svg+xml");
  assert.is(svg.headers.get("cache-control"), "no-cache");
  assert.match(svg.headers.get("content-security-policy") ?? "", "style-src 'unsafe-inline'");
  assert.is((await get(app, "/members.svg", { "If-None-Match": svg.headers.get("etag") ?? "" })).status, 304);
  assert.match(svg.body, /<title id="t">The people of \w+<\/title>/);
  assert.match(svg.body, "R&amp;D &lt;1&gt;: ada-1, ada-2, ada-3, ada-4 and ada-5.");
  const faces = (text: string) => [...text.matchAll(/<title>([^<]*)<\/title>/g)].map(([, name]) => name);
  assert.is(faces(svg.body).length, 11);
  const one = (await get(app, "/narwhal/members.svg")).body;
  assert.match(one, "The people of R&amp;D &lt;1&gt;");
  assert.equal(faces(one), ["ada-1", "ada-2", "ada-3", "ada-4", "ada-5"]);
  await store.leave({ login: "ada-2" }, "paused", operation);
  await store.leave({ login: "ada-3" }, "independent", operation);
  assert.equal(faces((await get(app, "/narwhal/members.svg")).body), ["ada-1", "ada-4", "ada-5"]);
  assert.is((await get(app, "/nowhere/members.svg")).status, 404);
});

test("meetings as a calendar: twelve weeks of instants, across a clock change", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const meeting = {
    weekday: "Thursday",
    time: "17:00",
    timezone: "America/New_York",
    link: "https://meet.example.org/a,b",
  };
  assert.is((await command(app, { do: "meeting", pod: "narwhal", ...meeting })).body.outcome, "changed");
  const { body, headers } = await get(app, "/narwhal/calendar.ics");
  assert.match(headers.get("content-type") ?? "", "text/calendar");
  assert.is(body.match(/BEGIN:VEVENT/g)?.length, 12);
  assert.is(body.match(/DTSTART:(\S+)/)?.[1], "20261126T220000Z", "none was held before it was set");
  assert.match(body, "LOCATION:https://meet.example.org/a\\,b");
  assert.match(body.replaceAll("\r\n ", ""), "/function/pods/narwhal/agenda");
  for (const line of body.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.match(body, "SEQUENCE:0");
  await command(app, { do: "meeting", pod: "narwhal", ...meeting, time: "18:00" });
  const moved = (await get(app, "/narwhal/calendar.ics")).body;
  assert.match(moved, "SEQUENCE:1");
  assert.equal(moved.match(/UID:.*/g), body.match(/UID:.*/g));
  await command(app, { do: "meeting", pod: "narwhal", ...meeting });
  assert.is(
    (await get(app, "/calendar.ics")).body,
    body.replace("X-WR-CALNAME:Narwhal pod", "X-WR-CALNAME:Ships pods").replaceAll("SEQUENCE:0", "SEQUENCE:2"),
  );
  assert.match((await get(app, "/narwhal", HTML)).body, "Thursdays 17:00, New York");
});

test("a calendar keeps a meeting that was held this week before its time changed", async ({ community, store }) => {
  let now = NOW;
  const app = pods({ ...community, now: () => now });
  await crew(store, 5, "hull", "ada");
  const meeting = { do: "meeting", pod: "narwhal", time: "17:00", timezone: "UTC" };
  const week = async () =>
    [...(await get(app, "/narwhal/calendar.ics")).body.matchAll(/UID:narwhal-(\S+)@.*\r\n.*\r\n.*\r\nDTSTART:(\S+)/g)]
      .slice(0, 2)
      .map(([, id, at]) => `${id} ${at}`);
  await command(app, { ...meeting, weekday: "Thursday" });
  now = Date.parse("2026-11-27T12:00:00Z");
  await command(app, { ...meeting, weekday: "Monday" });
  assert.equal(await week(), ["2026-W48 20261126T170000Z", "2026-W49 20261130T170000Z"]);
  await command(app, { ...meeting, weekday: "Saturday", link: "https://meet.example.org/x" });
  assert.equal(await week(), ["2026-W48 20261126T170000Z", "2026-W48-2 20261128T170000Z"]);
  await command(app, { ...meeting, weekday: "Saturday" });
  assert.equal(await week(), ["2026-W48 20261126T170000Z", "2026-W48-2 20261128T170000Z"]);
});

test("a meeting that moves in the settings rises in sequence, written or not", async ({ community, store }) => {
  const at = (time: string) =>
    `${SETTINGS}meetings: { contributor: { weekday: Thursday, time: "${time}", timezone: UTC } }\n`;
  let settings = parseSettings(at("17:00"));
  const read = async (app: ReturnType<typeof pods>) => (await get(app, "/calendar.ics")).body;
  const sequences = (body: string) => [...new Set(body.match(/SEQUENCE:\d+|DTSTART:20261119T\w+/g))].sort();
  const app = pods({ ...community, settings: () => settings });
  const first = await read(app);
  assert.equal(sequences(first), ["DTSTART:20261119T170000Z", "SEQUENCE:0"]);
  settings = parseSettings(at("18:00"));
  const saveToldMeeting = async () => {
    throw new PodsError("unavailable", "READONLY You can't write against a read only replica.");
  };
  const moved = ["DTSTART:20261119T180000Z", "SEQUENCE:1"];
  const readOnly = pods({ ...community, settings: () => settings, store: { ...store, saveToldMeeting } });
  assert.equal(sequences(await read(readOnly)), moved);
  assert.match(community.lines.join("\n"), "has moved");
  const second = await read(app);
  assert.equal(sequences(second), moved);
  assert.equal(second.match(/UID:.*/g), first.match(/UID:.*/g));
  assert.equal(sequences(await read(pods({ ...community, settings: () => settings }))), moved, "another replica");
  settings = parseSettings(at("17:00"));
  assert.equal(sequences(await read(app)), ["DTSTART:20261119T170000Z", "SEQUENCE:2"]);
});

test("a stored zone that is accepted no more reads as unknown, and pages ask for it again", async ({
  app,
  community,
  store,
}) => {
  await crew(store, 5, "hull", "ada", { timezone: "Asia/Dhaka" });
  const meeting = { do: "meeting", pod: "narwhal", weekday: "Thursday", time: "17:00", timezone: "Asia/Dhaka" };
  await command(app, meeting);
  const redis = new Redis(community.url);
  for (const key of ["prof", "p"].map((name) => `pods:{${community.id}}:${name}`)) {
    for (const [field, text] of Object.entries(await redis.hgetall(key)))
      await redis.hset(key, field, text.replace(/Asia[\\/]+Dhaka/, "BST"));
  }
  await redis.quit();
  const page = async (path: string) => (await get(pods(community), path, HTML)).body;
  assert.match(await page("/people/ada-1"), "/pod join tz=Europe/Berlin");
  assert.match(await page("/narwhal"), "names a time zone that can mean several");
  for (const path of ["/narwhal", "/people/ada-1", "/", "/narwhal.json"])
    assert.not.match(await page(path), /BST/, path);
  for (const path of ["/", "/narwhal"]) assert.match(await page(path), "Their time zones are not known.");
  assert.not.match(await page("/narwhal/calendar.ics"), "VEVENT");
  const people = joinPod(community);
  const told = await command(people, { do: "join", login: "ada-1", timezone: "Europe/London" });
  assert.is(told.body.outcome, "already-seated");
  await command(app, { ...meeting, timezone: "Europe/London" });
  assert.not.match(await page("/people/ada-1"), "/pod join tz=");
  assert.match(await page("/narwhal"), "Thursdays 17:00, London");
});

test("where a calendar is linked, one can subscribe to it", async () => {
  const yaml = `${SETTINGS}publicUrl: https://pods.example.org\n`;
  const { app, store, community } = await open(yaml);
  await crew(store, 5, "hull", "ada");
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  const digest = weeklyDigest({ ...community, now: () => NOW + 86_400_000 });
  await tick(digest);
  const pages = [
    ["", await get(app, "/", HTML)],
    ["/narwhal", await get(app, "/narwhal", HTML)],
    ["", await get(digest, "/", HTML)],
  ] as const;
  for (const [of, { body }] of pages) {
    for (const scheme of ["webcal", "https"]) {
      assert.match(body, `href="${scheme}://pods.example.org/pods${of}/calendar.ics"`);
    }
  }
});

test("areas: pods, open seats and how many people wait", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  await crew(store, 3, "sail", "bob");
  const { body } = await get(app, "/areas", JSON_ONLY);
  const [hull, sail, galley] = body.items;
  const counts = { pods: 1, openSeats: 4, waiting: 0, waitingAnywhere: 0, seatedElsewhere: 0 };
  assert.equal(hull, { id: "hull", title: "Hull", repositories: ["ships/hull"], ...counts });
  assert.is(sail.waiting, 3);
  assert.is(galley.pods, 0);
  assert.match((await get(app, "/areas", HTML)).body, "3 people waiting");
});

test("a private repository stands on no page, though an area names it", async ({ app, store, community }) => {
  const [shown] = community.settings().areas.hull?.repositories ?? [];
  assert.ok(shown);
  for (let n = 1; n <= 5; n++) await join(store, { login: `ada-${n}` });
  const joining = joinPod(community);
  const pages = async () => [
    await get(app, "/areas", HTML),
    await get(app, "/areas.json"),
    await get(app, "/narwhal", HTML),
    await get(joining, "/matches?area=hull", HTML),
  ];
  for (const { body } of await pages()) assert.match(typeof body === "string" ? body : JSON.stringify(body), shown);
  const repository = { id: 7, name: shown.toUpperCase(), private: true, archived: false, stars: 0, updatedAt: NOW };
  await store.record({ repository }, operation);
  for (const { body } of await pages()) {
    assert.not.match(typeof body === "string" ? body : JSON.stringify(body), shown);
  }
});

test("a person: public facts about people who take part; others have no page", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada", { timezone: "Asia/Tokyo" });
  const { status, body } = await get(app, "/people/ADA-1", JSON_ONLY);
  assert.is(status, 200);
  assert.equal(body.pod, { slug: "narwhal", name: "Narwhal", area: "hull" });
  assert.is(body.city, "Tokyo");
  assert.is(body.since, "2026-11");
  assert.equal(Object.keys(body).sort(), ["advocate", "city", "decided", "login", "pod", "since", "state", "waiting"]);
  assert.match((await get(app, "/people/ada-1", HTML)).body, "Is in");

  await store.invite([{ subject: { login: "invitee", proposed: "p-i" }, profile: { areas: ["hull"] } }], operation);
  await store.leave({ login: "ada-5" }, "paused", operation);
  await store.leave({ login: "ada-4" }, "independent", operation);
  const hidden = await get(app, "/people/invitee", JSON_ONLY);
  assert.is(hidden.status, 404);
  assert.is((await get(app, "/people/ada-5", JSON_ONLY)).status, 404);
  assert.is((await get(app, "/people/no one", JSON_ONLY)).status, 404);
  assert.is((await get(app, "/people/ada-4", JSON_ONLY)).body.state, "independent");
  for (const path of ["/", "/narwhal", "/areas", "/status", "/narwhal.json", "/directory.csv"]) {
    const { body } = await get(app, path, HTML);
    assert.not.match(JSON.stringify(body), /invitee|ada-5/, path);
  }
});

test("forgotten people are on no page", async ({ app, store }) => {
  await crew(store, 6, "hull", "ada");
  await get(app, "/", HTML);
  await store.forget({ login: "ada-3" }, operation);
  for (const path of ["/", "/narwhal", "/directory.json"]) {
    assert.not.match(JSON.stringify((await get(app, path, HTML)).body), "ada-3");
  }
  assert.is((await get(app, "/people/ada-3", JSON_ONLY)).status, 404);
});

test("names that are markup, formulas or long stay text in every format", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  await store.rename(1, "=HYPERLINK(1,2) @everyone \u202Eabc", operation);
  assert.match((await get(app, "/directory.csv")).body, `narwhal,"'=HYPERLINK(1,2) @everyone`);
  assert.not.match((await get(app, "/directory.txt")).body, "\u202E");
  assert.match((await get(app, "/", HTML)).body, "<bdi>=HYPERLINK(1,2) @everyone");
});

test("commands need the admin key", async ({ app }) => {
  for (const headers of [{}, { Authorization: "Bearer wrong" }, { Authorization: ADMIN_KEY }] as Record<
    string,
    string
  >[]) {
    const { status, body } = await command(app, { do: "lock", pod: "narwhal" }, headers);
    assert.is(status, 401);
    assert.match(body.detail, "Authorization");
  }
});

test("rename, lock, unlock, advocate, pin, unpin: each answers with its outcome", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada", { volunteer: true });
  const outcome = async (body: object) => (await command(app, body)).body.outcome;
  assert.is(await outcome({ do: "rename", pod: "narwhal", name: " Unicorns " }), "changed");
  assert.is(await outcome({ do: "rename", pod: "narwhal", name: "Unicorns" }), "unchanged");
  assert.is((await get(app, "/narwhal.json")).body.name, "Unicorns");
  assert.is(await outcome({ do: "lock", pod: "narwhal" }), "changed");
  assert.is((await get(app, "/narwhal.json")).body.openSeats, 0);
  assert.match((await get(app, "/narwhal", HTML)).body, "Closed to joins");
  assert.is(await outcome({ do: "unlock", pod: "narwhal" }), "changed");
  assert.is(await outcome({ do: "advocate", pod: "narwhal", login: "ada-4" }), "changed");
  assert.equal((await get(app, "/narwhal.json")).body.advocate, { login: "ada-4" });
  assert.is((await get(app, "/narwhal.json")).body.members[0].login, "ada-4");
  assert.is(await outcome({ do: "pin", login: "ada-1" }), "changed");
  assert.is((await store.find({ login: "ada-1" }))?.standing.pinned, true);
  assert.is(await outcome({ do: "unpin", login: "ada-1" }), "changed");
  assert.is(await outcome({ do: "initialise" }), "already");
});

test("of two commands about a pod or a seat the later one counts, though the clock has gone back", async () => {
  let now = NOW;
  const { app, store } = await open(undefined, { now: () => now });
  await crew(store, 5, "hull", "ada", { volunteer: true });
  const narwhal = { pod: "narwhal" };
  const meets = { ...narwhal, weekday: "Monday", timezone: "UTC" };
  type Said = { readonly do: string; readonly [field: string]: string };
  const pairs: readonly (readonly [first: Said, last: Said])[] = [
    [
      { do: "rename", ...narwhal, name: "First" },
      { do: "rename", ...narwhal, name: "Last" },
    ],
    [
      { do: "meeting", ...meets, time: "11:00" },
      { do: "meeting", ...meets, time: "10:00" },
    ],
    [
      { do: "nominate", ...narwhal, login: "ada-2" },
      { do: "nominate", ...narwhal, login: "ada-3" },
    ],
    [
      { do: "lock", ...narwhal },
      { do: "unlock", ...narwhal },
    ],
    [
      { do: "unlock", ...narwhal },
      { do: "lock", ...narwhal },
    ],
    [
      { do: "pin", login: "ada-1" },
      { do: "unpin", login: "ada-1" },
    ],
    [
      { do: "unpin", login: "ada-1" },
      { do: "pin", login: "ada-1" },
    ],
  ];
  /** Nothing takes them back, or there is nothing to take back. */
  const final = ["initialise", "quiet", "link"];
  const words = COMMANDS.pods.map(({ word }) => word).filter((word) => !final.includes(word));
  assert.equal([...new Set(pairs.map(([first]) => first.do))].sort(), words.sort());
  for (const [first, last] of pairs) {
    assert.is((await command(app, first)).status, 200, first.do);
    now -= 1_000;
    const { status, body } = await command(app, last);
    assert.equal([status, body.outcome], [200, "changed"], last.do);
  }
});

test("commands that are not possible or not allowed say why", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const answer = async (body: object) => command(app, body);
  assert.is((await answer({ do: "rename", pod: "orca", name: "x" })).status, 404);
  assert.is((await answer({ do: "rename", pod: "nothing", name: "x" })).status, 404);
  assert.is((await answer({ do: "pin", login: "stranger" })).status, 404);
  const unwilling = await answer({ do: "advocate", pod: "narwhal", login: "ada-1" });
  assert.is(unwilling.status, 409);
  assert.match(unwilling.body.detail, "not volunteered");
  const long = await answer({ do: "rename", pod: "narwhal", name: "x".repeat(41) });
  assert.is(long.status, 422);
  assert.is(long.body.errors[0].pointer, "/name");
  assert.is((await answer({ do: "fly" })).status, 422);
  assert.is((await post(app, "", { Authorization: `Bearer ${ADMIN_KEY}` })).status, 400);
});

test("the same Idempotency-Key gives the same answer once more", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const headers = { Authorization: `Bearer ${ADMIN_KEY}`, "Idempotency-Key": "once" };
  const body = { do: "rename", pod: "narwhal", name: "Unicorns" };
  assert.is((await command(app, body, headers)).body.outcome, "changed");
  assert.is((await command(app, body, headers)).body.outcome, "changed");
  assert.is((await command(app, { ...body, name: "Other" }, headers)).status, 409);
});

test("status: what works and what is off, without names", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const { body, headers } = await get(app, "/status", JSON_ONLY);
  assert.is(headers.get("cache-control"), "no-store");
  assert.is(body.redis.initialised, true);
  assert.match(body.redis.server, /^(redis|valkey) \d/);
  assert.is(body.lastDeliveryAt, null);
  assert.is(body.lastDigest, null);
  assert.match((await get(app, "/status", HTML)).body, "<dt>Next digest</dt><dd>Mon, 23 Nov, 09:00 UTC</dd>");
  assert.is(body.functions.length, 6);
  assert.ok(body.off.some((sentence: string) => sentence.includes("rebalance.autoApply")));
  assertUnnamed(JSON.stringify(body), "ada");
  const { app: keyless } = await open(`${SETTINGS}\nmentions: { mode: quiet }`, { adminKey: () => undefined as never });
  const off = (await get(keyless, "/status.json")).body.off.join(" ");
  assert.match(off, "pods-admin-key");
  assert.match(off, "mentions.mode");
});

test("status: whether deliver is called, and which destinations it cannot reach", async ({ app, store }) => {
  const told = async () => {
    const { functions, off } = (await get(app, "/status.json")).body;
    const { on, why = "" } = functions.find(({ name }: { name: string }) => name === "deliver");
    return { on, why, off: off.join(" ") };
  };
  assert.match((await told()).why, "has not called it yet");
  await store.saveSender({ tickedAt: NOW, off: ["github", "discord", "pigeon"] });
  const { on, off } = await told();
  assert.is(on, true);
  assert.match(off, "pods-github");
  assert.not.match(off, "Discord", "nobody asked for it");
  assert.match(off, "The digest in Slack: digest.to does not name slack");
  await store.saveSender({ tickedAt: NOW - 3_600_000, off: [] });
  const late = await told();
  assert.is(late.on, false);
  assert.match(late.why, "has not called it since 20");
});

test("status: what is switched on and cannot work", async () => {
  const { app, store } = await open(`${SETTINGS}\ndigest: { to: [slack] }`);
  const faults = async () => (await get(app, "/status.json")).body.faults;
  await store.saveSender({ tickedAt: NOW, off: ["github", "slack", "discord", "pigeon"] });
  const [slack, pigeon, ...more] = await faults();
  assert.match(slack, "digest.to names slack, but the secret pods-chat has no entry slack");
  assert.match(pigeon, 'Posts to "pigeon"', "a channel that only the other release knows");
  assert.equal(more, []);
  assert.match((await get(app, "/status", HTML)).body, "Needs attention");
  await store.saveSender({ tickedAt: NOW, off: ["discord"] });
  assert.equal(await faults(), []);
  assert.match((await get(app, "/status", HTML)).body, "All is well");
});

test("status: where the settings want silence on GitHub and there is no token, nothing is to be fixed", async () => {
  const silent = "mentions: { mode: quiet, labels: false }";
  for (const [mentions, secrets, toFix, isWell] of [
    [silent, ["github"], 0, true],
    ["mentions: { mode: quiet }", ["github"], 1, false],
    ["mentions: { labels: false }", ["github"], 1, false],
    [silent, [], 0, false],
  ] as const) {
    const { app, store } = await open(`${SETTINGS}\n${mentions}`);
    const repository = { id: 1, name: "ships/hull", private: false, archived: false, stars: 0, updatedAt: NOW };
    await store.record({ repository }, { id: "delivery", at: NOW });
    await store.enqueue([{ kind: "thread", thread: "1#1" }], { id: "a", at: NOW - 3_600_000 });
    await store.saveSender({ tickedAt: NOW, off: secrets });
    const { faults, off, unsent } = (await get(app, "/status.json")).body;
    assert.equal([faults.length, unsent[0].old], [toFix, !isWell], mentions);
    assert.is(off.includes('Comments on GitHub: the secret pods-github holds "-".'), isWell, mentions);
    const page = (await get(app, "/status", HTML)).body;
    assert.match(page, isWell ? "All is well" : "Needs attention", mentions);
  }
});

test("status: what waits, since when, and why; the same as metrics", async ({ app, store }) => {
  await store.saveSender({ tickedAt: NOW, off: ["github"] });
  const waiting = async () => (await get(app, "/status.json")).body.unsent;
  assert.equal(await waiting(), []);
  const HOUR = 3_600_000;
  const threads = Array.from({ length: 526 }, (_, n) => ({ kind: "thread", thread: `1#${n}` }) as const);
  await store.enqueue(threads.slice(1), { id: "a", at: NOW - HOUR });
  await store.enqueue(threads, { id: "b", at: NOW });
  await store.enqueue([{ kind: "digest", week: "2026-W47", destination: "slack" }], { id: "c", at: NOW });
  const [github, slack, ...more] = await waiting();
  assert.equal(more, []);
  assert.equal(
    [github.to, github.kind, github.errands, github.since, github.old],
    ["github", "thread", 526, "2026-11-22T11:00:00.000Z", true],
  );
  assert.match(
    `${github.what} ${github.why} ${github.todo}`,
    /526 comments on GitHub wait.*pods-github holds "-".*token/,
  );
  assert.equal([slack.to, slack.kind, slack.errands, slack.old], ["slack", "digest", 1, false]);
  const page = (await get(app, "/status", HTML)).body;
  assert.match(page, "526 comments on GitHub wait.");
  assert.match(page, "Needs attention");
  const { body } = await get(app, "/metrics");
  assert.match(body, 'pods_outbox_waiting{to="github"} 526\n');
  assert.match(body, 'pods_outbox_oldest_seconds{to="github"} 3600\n');
  assert.match(body, 'pods_outbox_waiting{to="slack"} 1\n');
});

test("ready while the store answers; metrics only for calls that bypass the gateway", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  assert.is((await get(app, "/ready")).body.ready, true);
  assert.equal(
    [(await get(app, "/ready")).body.older, (await get(app, "/status.json")).body.older],
    [undefined, undefined],
  );
  const plain = await get(app, "/metrics");
  assert.is(plain.status, 200);
  assert.match(plain.body, "pods_count 1\n");
  assert.match(plain.body, 'pods_members{state="seated"} 5\n');
  assert.is((await get(app, "/metrics", { "X-Call-Id": "abc" })).status, 404);
});

test("settings and secrets older than those on disk: said on the status page, by /ready and by a metric", async ({
  community,
}) => {
  const reason = "The settings cannot be used: line 4: consent takes offer or assign.";
  const outdated = [{ what: "the settings", since: NOW - 60_000, reason }];
  const inForce = () => ({ settings: "the secret pods-settings", outdated });
  const app = pods({ ...community, inForce, build: "test" });
  const ready = await get(app, "/ready", JSON_ONLY);
  assert.equal([ready.status, ready.body.ready], [200, true]);
  for (const { body } of [ready, await get(app, "/status.json")]) {
    assert.match(
      body.older.join(),
      /pods has been running on an older version of the settings since 2026-11-22 11:59 UTC.*line 4.*next start would fail/,
    );
  }
  const page = (await get(app, "/status", HTML)).body;
  assert.match(page, "line 4");
  assert.match(page, "Needs attention");
  assert.match(page, "the secret pods-settings, which wins over the pods.yml in the image");
  assert.not.match(page, "no effect");
  assert.match((await get(app, "/metrics")).body, 'pods_older_in_force{function="pods"} 1\n');
});

test("an edited pods.yml that has no effect, because the secret wins, is said on the status page", async ({
  community,
}) => {
  const inForce = () => ({
    settings: "the secret pods-settings",
    ineffective: "says otherwise about areas",
    outdated: [],
  });
  const page = (await get(pods({ ...community, inForce }), "/status", HTML)).body;
  assert.match(page, /image’s pods.yml says otherwise about areas.*no effect until the secret holds <code>-</);
});

test("what any function runs on that is older than on disk is told by the function, and ends with a restart", async ({
  app,
  store,
}) => {
  const outdated = [{ what: "the secret pods-webhook-secret", since: NOW, reason: "The secret is empty." }];
  const seen = async () => {
    const [status, ready] = await Promise.all([get(app, "/status.json"), get(app, "/ready")]);
    assert.equal(ready.body.older, status.body.older);
    const [, metric] =
      /pods_older_in_force\{function="on-github-event"\} (\d)/.exec((await get(app, "/metrics")).body) ?? [];
    return [status.body.older?.join(), metric];
  };
  const report = () =>
    reportOutdated({
      outdated: () => outdated,
      save: (now) => store.saveOutdated("on-github-event", now),
      log: { warn: assert.unreachable },
    });
  const running = report();
  await running(new Response());
  const [older, metric] = await seen();
  assert.match(older, /^on-github-event has been running on an older version of the secret pods-webhook-secret/);
  assert.match(older, /The next start would fail, unless that was mended since its last call\.$/);
  assert.is(metric, "1");
  outdated.pop();
  await report()(new Response());
  assert.equal(await seen(), [undefined, "0"]);
});

test("without a store: 503 that says so, on every read", async ({ community }) => {
  const store = storeAt("redis://127.0.0.1:1", community.id);
  const app = pods({ ...community, store, build: "test" });
  for (const path of ["/", "/narwhal", "/ready", "/status"]) {
    const { status, body, headers } = await get(app, path, JSON_ONLY);
    assert.is(status, 503, path);
    assert.is(body.status, 503);
    assert.is(headers.get("retry-after"), "2");
    const page = await get(app, path, HTML);
    assert.is(page.status, 503, path);
    assert.match(page.body, path === "/status" ? "Redis is away" : "cannot be reached right now");
  }
  assert.is((await get(app, "/privacy", HTML)).status, 200);
});

test("a state that was never initialised is a 503 on reads, and the status page says so", async ({ community }) => {
  const store = storeAt(community.url, `${community.id}-new`);
  const app = pods({ ...community, store, build: "test" });
  assert.is((await get(app, "/", HTML)).status, 503);
  assert.match((await get(app, "/status", HTML)).body, "Not initialised");
  assert.is((await command(app, { do: "initialise" })).body.outcome, "initialised");
  assert.is((await get(app, "/", HTML)).status, 200);
});

test("an error is never cached and has no version", async ({ app, store, community }) => {
  await crew(store, 5, "hull", "ada");
  const dying: Store = {
    ...store,
    profiles: () => Promise.reject(new PodsError("unavailable", "Redis left just now.")),
  };
  const broken = pods({ ...community, store: dying, build: "test" });
  const errors = [
    [app, "/people/nobody", 404],
    [app, "/nowhere.json", 404],
    [app, "/?area=nothing", 422],
    [broken, "/narwhal", 503],
  ] as const;
  for (const [from, path, status] of errors) {
    const reply = await get(from, path, HTML);
    const { headers } = reply;
    assert.equal([reply.status, headers.get("cache-control"), headers.get("etag")], [status, "no-store", null], path);
  }
});

test("as CSV and text the directory is complete, and a limited one links to the next page", async ({ app, store }) => {
  await crew(store, 25 * 9, "hull", "ada");
  for (const path of ["/directory.csv", "/directory.txt"]) {
    const whole = await get(app, path);
    const lines = path.endsWith("csv") ? 26 : 25;
    assert.is(whole.body.trimEnd().split("\n").length, lines, path);
    assert.is(whole.headers.get("link"), null, path);

    const slugs: string[] = [];
    let next = "?area=hull&limit=10";
    for (let pages = 0; next !== ""; pages++) {
      assert.ok(pages < 3, path);
      const { body, headers } = await get(app, path + next);
      slugs.push(...body.match(/^[a-z0-9-]+(?=,| {2})/gm).filter((slug: string) => slug !== "slug"));
      [, next = ""] = /^<(.*)>; rel="next"$/.exec(headers.get("link") ?? "") ?? [];
    }
    assert.is(new Set(slugs).size, 25, path);
  }
  assert.is((await get(app, "/", JSON_ONLY)).body.items.length, 24);
});

test("the privacy page has a version, so each reader gets it once", async ({ app, community }) => {
  const first = await get(app, "/privacy", HTML);
  const same = { ...HTML, "If-None-Match": first.headers.get("etag") ?? "" };
  assert.is((await get(app, "/privacy", same)).status, 304);
  const settings = { ...community.settings(), community: "Boats" };
  assert.is((await get(pods({ ...community, settings: () => settings }), "/privacy", same)).status, 200);
});

test("the text's columns are straight for letters of any width and encoding", async ({ app, store }) => {
  await crew(store, 27, "hull", "ada");
  for (const [number, name] of ["Ba🦄d", "Zx\u0301ro", "東京"].entries())
    await store.rename(number + 1, name, operation);
  const lines = (await get(app, "/directory.txt")).body.split("\n");
  const widths = { "Ba🦄d": 5, "Zx\u0301ro": 4, 東京: 4 };
  for (const [name, width] of Object.entries(widths))
    assert.match(lines.find((line: string) => line.includes(name)) ?? "", `${name}${" ".repeat(5 - width)}  Hull`);
});

test("the more specific media range decides; an unknown suffix is not found", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const wanted = [
    ["text/html;q=0.5, */*;q=0.9", "application/json"],
    ["*/*, text/html;q=0", "application/json"],
    ["text/*, application/json;q=0.9", "text/html"],
    ["application/json, */*", "application/json"],
    ["text/html, application/json", "text/html"],
    ["text/plain;q=0.2, image/png", "text/plain"],
    ["image/png", "text/html"],
    ["*/*", "text/html"],
    [";;q=,,", "text/html"],
  ] as const;
  for (const [Accept, media] of wanted)
    assert.match((await get(app, "/narwhal", { Accept })).headers.get("content-type") ?? "", media, Accept);
  for (const path of ["/narwhal.csv", "/narwhal.svg", "/people/ada-1.txt"])
    assert.is((await get(app, path, HTML)).status, 404, path);
});

test("the document says which addresses answer 304, and in which formats", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const style = /\/assets\/(\w+\.css)/.exec((await get(app, "/", HTML)).body)?.[1] ?? "";
  const names: Record<string, string> = { "{slug}": "narwhal", "{login}": "ada-1", "{name}": style };
  for (const { method, path, answers, security = ["none"], ...route } of ROUTES) {
    const proof = security.includes("none") ? {} : AS_MAINTAINER;
    if (route.function !== "pods" || method !== "get" || !(200 in answers)) continue;
    const address = path.replace(/\{\w+\}/, (name) => names[name] ?? "");
    for (const format of route.formats ?? (["json"] as const)) {
      const first = await get(app, address, { ...proof, Accept: mediaOf(format, CHANNEL_MEDIA) });
      assert.is(
        first.headers.get("content-type")?.replace("; charset=utf-8", ""),
        mediaOf(format, CHANNEL_MEDIA).split(";")[0],
        address,
      );
    }
    const first = await get(app, address, proof);
    assert.is(first.status, 200, address);
    const again = await get(app, address, { ...proof, "If-None-Match": first.headers.get("etag") ?? "" });
    assert.is(again.status, 304 in answers ? 304 : 200, address);
  }
});

test("somebody who left is thanked on their page for their time in a pod, and has none if they never sat in one", async ({
  app,
  store,
}) => {
  await joinAll(store, 5, "hull");
  await store.join(wish("only-waited", "galley"), operation);
  await store.invite(
    [{ subject: { login: "invited", proposed: "p-invited" }, profile: { areas: ["hull"] } }],
    operation,
  );
  for (const login of ["only-waited", "invited", "unknown", "sailor-hull-1"])
    await store.leave({ login, proposed: `p-${login}` }, "alumni", operation);
  const { body } = await get(app, "/people/sailor-hull-1", HTML);
  assert.match(body, '<p class="lead">Was in a pod before. Thank you!</p>');
  for (const login of ["only-waited", "invited", "unknown"])
    for (const path of [`/people/${login}`, `/people/${login}.json`])
      assert.is((await get(app, path)).status, 404, path);
});

test("If-None-Match: * does not match a missing page", async ({ app, store }) => {
  await crew(store, 5, "hull", "ada");
  const any = { ...HTML, "If-None-Match": "*" };
  for (const path of ["/", "/narwhal", "/people/ada-1", "/calendar.ics", "/narwhal/badge.svg"])
    assert.is((await get(app, path, any)).status, 304, path);
  for (const path of ["/nowhere", "/people/nobody", "/nowhere/calendar.ics", "/nowhere/badge.svg"])
    assert.is((await get(app, path, any)).status, 404, path);
  assert.is((await get(app, "/?area=nothing", any)).status, 422);
});

test("a badge for a README is offered where its whole address is known", async () => {
  const badge = async (yaml: string) => {
    const { app, store } = await open(yaml);
    await crew(store, 5, "hull", "ada");
    return (await get(app, "/narwhal", HTML)).body.match(/README<\/h2>.*?<\/section>/s)?.[0];
  };
  const whole = await badge(`${SETTINGS}\npublicUrl: https://pods.example.org/`);
  assert.match(
    whole,
    "[![pod](https://pods.example.org/pods/narwhal/badge.svg)](https://pods.example.org/pods/narwhal)",
  );
  assert.match(whole, /\[!\[people of the pod\]\(\S*\/pods\/narwhal\/members\.svg\)\]\(\S*\/pods\/narwhal\)/);
  assert.match(whole, "/pods/members.svg");
  const offered = await badge(SETTINGS);
  assert.match(offered, "<code>publicUrl</code>");
  assert.not.match(offered, "[![");
});

test("a pod's page says once where its meeting is", async () => {
  const { app, store } = await open(SETTINGS);
  await crew(store, 5, "hull", "ada");
  await store.meet(1, { weekday: "Thursday", time: "17:00", timezone: "Europe/London" }, { id: "", at: 0 });
  const [meeting = ""] = (await get(app, "/narwhal", HTML)).body.match(/Meeting<\/h2>.*?<\/section>/s) ?? [];
  assert.match(meeting, "Thursdays 17:00, London");
  assert.is(meeting.match(/London/g)?.length, 1);
});

test("links are made from publicUrl, and the policy allows them", async () => {
  const { app } = await open(`${SETTINGS}\npublicUrl: https://pods.example.org/`);
  const page = await get(app, "/", HTML);
  assert.match(page.body, 'href="https://pods.example.org/pods/assets/');
  assert.match(page.headers.get("content-security-policy") ?? "", "style-src 'self' https://pods.example.org");
  assert.is((await get(app, "/feed.atom")).headers.get("location"), "https://pods.example.org/weekly-digest/feed.atom");
});

test.run();
