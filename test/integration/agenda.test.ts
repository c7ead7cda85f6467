/** The agenda of the next meeting, and what people say for it: `/pod demo`, `/pod notes`. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { closeStores, command, get, HTML, NOW, SETTINGS, settledCommunity } from "../support/community.ts";
import {
  comment,
  type Delivery,
  guid,
  hull,
  pull,
  repository,
  said,
  user,
} from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";

const test = suite("agenda");
test.after(closeStores);

const MEETS = `meetings: { contributor: { weekday: Thursday, time: "17:00", timezone: Europe/London, link: https://meet.example.org/x } }\n`;
const YAML = `${SETTINGS}publicUrl: https://pods.example.org\n${MEETS}`;
const DAY_MS = 86_400_000;
const NOTES = "https://notes.example.org/thursday";
const captain = user(9, "captain");
const sailor = (n: number) => user(10 + n, `sailor-${n}`);

/** A pod of the hull with sailor-1 as its advocate; everybody took their seat before the last meeting but sailor-6. */
async function openCommunity(yaml = YAML) {
  const community = await settledCommunity(yaml);
  let now = NOW - 7 * DAY_MS;
  const at = { ...community, now: () => now };
  const members = joinPod(at);
  const app = pods({ ...at, build: "test" });
  const webhook = openWebhook(at);
  let deliveries = 0;
  const send = (delivery: Delivery) => webhook.send({ id: guid("agenda", ++deliveries), ...delivery });
  for (let n = 1; n <= 6; n++) {
    if (n === 6) now = NOW;
    const more = n === 1 ? { advocate: true } : {};
    await command(members, { do: "join", login: `sailor-${n}`, areas: ["hull"], ability: "experienced", ...more });
  }
  const read = async (path = "/agenda.json") => (await get(app, path)).body;
  const outcome = async (delivery: Delivery) => {
    await send(delivery);
    return (await community.store.pendingAnswers("70#5")).at(-1)?.outcome;
  };
  return { ...at, members, app, send, read, outcome, setTime: (time: number) => (now = time) };
}

const merges = (n: number, by: ReturnType<typeof user>, title: string, where = hull, body?: string): Delivery => ({
  event: "pull_request",
  payload: {
    action: "closed",
    repository: where,
    sender: by,
    pull_request: pull(n, by, { title, merged: true, merged_at: new Date(NOW).toISOString(), state: "closed", body }),
  },
});

test("it says when and where, who is new, what is shown, and what waits for somebody", async () => {
  const { send, read } = await openCommunity(YAML.replace("[ships/hull] }", "[ships/hull], demos: true }"));
  await send(said("/pod demo A hull that mends itself", sailor(2)));
  await send(merges(6, sailor(3), "Caulk the seams"));
  const agenda = await read();
  assert.equal(agenda.meeting, {
    title: "Contributor meeting",
    at: "2026-11-26T17:00:00.000Z",
    timezone: "Europe/London",
    link: "https://meet.example.org/x",
  });
  assert.is(agenda.since, "2026-11-19T17:00:00.000Z");
  assert.equal(
    agenda.introductions.map(({ people }: { people: object[] }) => people),
    [[{ login: "sailor-6" }]],
  );
  assert.equal(
    agenda.demos.map(({ person, title }: { person: { login: string }; title: string }) => [person.login, title]),
    [
      ["sailor-2", "A hull that mends itself"],
      ["sailor-3", "Caulk the seams"],
    ],
  );
  assert.equal(agenda.seats, { open: 3, pods: 1 });
  const page = await read("/agenda");
  for (const words of ["Thursday, 26 November 2026, 17:00 London time", "sailor-6", "Caulk the seams", "3 open seats"])
    assert.match(page, words);
  const text = await read("/agenda.md");
  for (const words of ["# Agenda: Contributor meeting", "A hull that mends itself", "https://meet.example.org/x"])
    assert.match(text, words);
});

test("strategy is an item of it, with the roadmap that the settings link, or with how to link one", async () => {
  const strategy = async (yaml: string) => {
    const { read } = await openCommunity(yaml);
    const [, lines] = (await read("/agenda.md")).match(/^## Strategy and roadmap\n\n([^#]*)/m) ?? [];
    return { lines, page: await read("/agenda") };
  };
  const roadmap = "https://ships.example.org/roadmap";
  const linked = await strategy(`${YAML}links: { roadmap: "${roadmap}" }\n`);
  assert.match(linked.lines, `[The roadmap](${roadmap})`);
  assert.match(linked.page, `<a href="${roadmap}"><bdi>The roadmap</bdi></a>`);
  assert.match((await strategy(YAML)).lines, "`links.roadmap` in the settings names one");
});

test("the digest announces what stands on the agenda, and a demo that was shown is announced no more", async () => {
  const { send, read, setTime, ...at } = await openCommunity();
  const digests = weeklyDigest({ ...at, now: at.now });
  const announced = async (week: string) => {
    const { demos } = (await command(digests, { do: "preview", week })).body.digest;
    return (demos?.items ?? []).map(({ item }: { item: { title: string } }) => item.title);
  };
  const onAgenda = async () => (await read()).demos.map(({ title }: { title: string }) => title);
  await send(said("/pod demo A hull that mends itself", sailor(2)));
  setTime(Date.parse("2026-11-23T09:00:00Z"));
  assert.equal(
    [await announced("2026-W47"), await onAgenda()],
    [["A hull that mends itself"], ["A hull that mends itself"]],
  );
  await command(digests, { do: "publish", week: "2026-W47" });
  setTime(Date.parse("2026-11-24T09:00:00Z"));
  const later = said("/pod demo A rudder", sailor(3));
  Object.assign((later.payload as { comment: object }).comment, { updated_at: "2026-11-24T08:59:00Z" });
  await send(later);
  assert.is((await command(digests, { do: "correct", week: "2026-W47" })).body.outcome, "unchanged");
  assert.is((await onAgenda()).length, 2);
  // They were shown on Thursday.
  setTime(Date.parse("2026-11-27T09:00:00Z"));
  assert.equal([await announced("2026-W47"), await onAgenda()], [[], []]);
  setTime(Date.parse("2026-11-30T09:00:00Z"));
  assert.equal([await announced("2026-W48"), await onAgenda()], [[], []]);
});

test("a pod without an advocate seeks one, on its own agenda and the community's, and is gone with its last member", async () => {
  const { app, members } = await openCommunity();
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  const vacant = async (path: string) => {
    const { status, body } = await get(app, path);
    return status === 200 ? body.vacant.map(({ slug }: { slug: string }) => slug) : status;
  };
  const both = async () => [await vacant("/agenda.json"), await vacant("/narwhal/agenda.json")];
  assert.equal(await both(), [[], []]);
  await command(members, { do: "leave", login: "sailor-1" });
  assert.equal(await both(), [["narwhal"], ["narwhal"]]);
  for (let n = 2; n <= 6; n++) await command(members, { do: "leave", login: `sailor-${n}` });
  assert.equal(await both(), [[], 404]);
});

test("a merged pull request is no demo unless its area's settings say so; of each pod there is one", async () => {
  const quiet = await openCommunity();
  await quiet.send(merges(6, sailor(3), "Caulk the seams"));
  assert.equal((await quiet.read()).demos, []);
  const open = await openCommunity(YAML.replace("[ships/hull] }", "[ships/hull], demos: true }"));
  for (const n of [6, 7]) await open.send(merges(n, sailor(3), `Seam ${n}`));
  assert.is((await open.read()).demos.length, 1);
});

test("what was taken back is no demo, and neither is taking it back", async () => {
  const { send, read } = await openCommunity(YAML.replace("[ships/hull] }", "[ships/hull], demos: true }"));
  const titles = async () => (await read()).demos.map(({ title }: { title: string }) => title);
  await send(merges(5, sailor(3), "Seam 5"));
  await send(merges(6, sailor(3), "Seam 6"));
  await send(merges(7, sailor(2), 'Revert "Seam 6"', undefined, "Reverts ships/hull#6"));
  assert.equal(await titles(), ["Seam 5"]);
  await send(merges(8, sailor(2), 'Reapply "Seam 6"', undefined, "Reverts ships/hull#7"));
  assert.equal(await titles(), ["Seam 6"]);
});

test("nothing of a private repository stands there, also when it becomes private later", async () => {
  const { send, read } = await openCommunity(YAML.replace("[ships/hull] }", "[ships/hull], demos: true }"));
  const secret = repository(71, "ships/secret", { private: true });
  await send(merges(3, sailor(2), "Secret weapon", secret));
  await send(merges(6, sailor(3), "Caulk the seams"));
  assert.equal(
    (await read()).demos.map(({ title }: { title: string }) => title),
    ["Caulk the seams"],
  );
  const updated_at = new Date(NOW + DAY_MS).toISOString();
  const hidden = repository(70, "ships/hull", { private: true, updated_at });
  await send({ event: "repository", payload: { action: "privatized", repository: hidden, sender: captain } });
  assert.equal((await read()).demos, []);
});

test("of two facts of the same time about a repository, the one that it is private counts, also against a reading", async () => {
  const { send, read, store } = await openCommunity();
  await send(said("/pod demo A hull that mends itself", sailor(2)));
  const hidden = repository(70, "ships/hull", { private: true });
  await send({ event: "repository", payload: { action: "privatized", repository: hidden, sender: captain } });
  assert.equal((await read()).demos, []);
  const updatedAt = Date.parse(hidden.updated_at);
  const open = { id: 70, name: "ships/hull", private: false, archived: false, stars: 10 };
  await store.record({ repository: { ...open, updatedAt }, isReading: true }, { id: "", at: NOW });
  assert.equal((await read()).demos, []);
  await store.record({ repository: { ...open, updatedAt: updatedAt + 1 }, isReading: true }, { id: "", at: NOW });
  assert.is((await read()).demos.length, 1);
});

test("somebody who was forgotten, or is on a break, is named no more, and neither is what they showed", async () => {
  const { send, read, members } = await openCommunity();
  await send(said("/pod demo A hull that mends itself", sailor(2)));
  await send(said("/pod demo A boat", sailor(3)));
  await command(members, { do: "forget", login: "sailor-2" });
  await command(members, { do: "pause", login: "sailor-3", until: "2026-12-24" });
  for (const path of ["/agenda", "/agenda.md", "/agenda.json"]) {
    const text = JSON.stringify(await read(path));
    for (const gone of ["sailor-2", "mends itself", "sailor-3", "A boat"]) assert.not.match(text, gone);
  }
});

test("titles do no harm on the page and in Markdown, and the same facts give the same bytes", async () => {
  const { send, read, store, settings, log, now } = await openCommunity();
  await send(said("/pod demo <img src=x onerror=alert(1)> @everybody [x](https://evil.example.org)", sailor(2)));
  assert.not.match(await read("/agenda"), "<img");
  const text = await read("/agenda.md");
  assert.not.match(text, /<img|@everybody|\(https:\/\/evil/);
  const other = pods({ store, settings, log, now, adminKey: () => "", build: "another" } as never);
  assert.is((await get(other, "/agenda.md")).body, text);
});

test("it is cached until the state changes, or the meeting is over", async () => {
  const { app, read, setTime } = await openCommunity();
  const first = await get(app, "/agenda", HTML);
  const etag = first.headers.get("etag") ?? "";
  assert.is((await get(app, "/agenda", { ...HTML, "If-None-Match": etag })).status, 304);
  assert.match(first.headers.get("cache-control") ?? "", "public, max-age=60");
  setTime(Date.parse("2026-11-26T17:30:00Z"));
  assert.is((await read()).meeting.at, "2026-11-26T17:00:00.000Z");
  setTime(Date.parse("2026-11-26T18:00:00Z"));
  assert.is((await read()).meeting.at, "2026-12-03T17:00:00.000Z");
  assert.equal((await read()).introductions, [], "they were introduced");
});

test("without a meeting it says how to set one", async () => {
  const { app, read } = await openCommunity(SETTINGS);
  assert.equal(await read(), { meeting: null });
  assert.match(await read("/agenda"), "meetings: { contributor:");
  assert.match(await read("/agenda.md"), "meetings: { contributor:");
  assert.match(await read("/narwhal/agenda"), "/pod meeting Thursday 17:00 Europe/London");
  assert.is((await get(app, "/nowhal/agenda")).status, 404);
});

test("a demo that was announced while no meeting was set waits for the first one, and the digest tells of it", async () => {
  const { app, send, read, setTime, outcome, members, ...at } = await openCommunity(SETTINGS);
  assert.is(await outcome(said("/pod demo A hull that mends itself", sailor(2))), "without-meeting");
  assert.is(
    (await command(members, { do: "demo", login: "sailor-3", title: "A raft" })).body.outcome,
    "without-meeting",
  );
  setTime(Date.parse("2026-11-23T09:00:00Z"));
  const digests = weeklyDigest({ ...at, now: at.now });
  const { markdown } = (await command(digests, { do: "preview", week: "2026-W47" })).body;
  assert.match(markdown, "A demo that waits for a meeting: A hull that mends itself by");
  assert.match(markdown, "No meetings are planned. An advocate plans one with /pod meeting.");
  setTime(Date.parse("2026-12-12T09:00:00Z"));
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  const onAgenda = async () => (await read("/narwhal/agenda.json")).demos.map(({ title }: { title: string }) => title);
  assert.equal(await onAgenda(), ["A raft", "A hull that mends itself"]);
  assert.is(await outcome(said("/pod demo A keel", sailor(2))), "noted");
  setTime(Date.parse("2026-12-18T12:00:00Z"));
  assert.equal(await onAgenda(), [], "they were shown");
});

test("a pod has its own, with what its people show and what waits in it", async () => {
  const { app, send, read } = await openCommunity();
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "Asia/Tokyo" });
  await send(said("/pod demo A hull that mends itself", sailor(2)));
  await send(said("/pod independent", user(50, "nora")));
  await send(said("/pod demo A raft", user(50, "nora")));
  const agenda = await read("/narwhal/agenda.json");
  assert.is(agenda.meeting.at, "2026-11-27T01:00:00.000Z");
  assert.equal(
    agenda.demos.map(({ title }: { title: string }) => title),
    ["A hull that mends itself"],
  );
  assert.match(
    await read("/narwhal/agenda?timezone=America/New_York"),
    "Thursday, 26 November 2026, 20:00 New York time",
  );
  assert.match(await read("/narwhal/agenda.md"), "Tokyo time");
});

test("of a pod ends with its meeting; what was held stays, and nothing counts as held until a time is set again", async () => {
  const { app, members, read, setTime } = await openCommunity();
  const meeting = { do: "meeting", pod: "narwhal" };
  const friday = { ...meeting, weekday: "Friday", time: "10:00", timezone: "UTC" };
  const end = async () => (await command(app, { ...meeting, weekday: null })).body.outcome;
  const calendar = async () => (await get(app, "/narwhal/calendar.ics")).body;
  assert.is(await end(), "none-set");
  await command(app, friday);
  assert.match(await calendar(), "DTSTART:20261127T100000Z");
  setTime(Date.parse("2026-11-27T12:00:00Z"));
  assert.is(await end(), "ended");
  assert.is(await end(), "none-set");
  assert.equal(await read("/narwhal/agenda.json"), { meeting: null });
  for (const path of ["/narwhal/agenda", "/narwhal/agenda.md"])
    assert.match(await read(path), "The meeting of Narwhal ended on 27 November 2026.");
  const notes = { do: "notes", login: "sailor-1", link: NOTES, meeting: "narwhal" };
  assert.is((await command(members, notes)).body.outcome, "noted", "it was held in the morning");
  // The one of this morning took place.
  for (const path of ["/narwhal/calendar.ics", "/calendar.ics"]) {
    const events = [...(await get(app, path)).body.matchAll(/UID:narwhal-.*\r\n.*\r\n.*\r\nDTSTART:(\S+)/g)];
    assert.equal(
      events.map(([, start]) => start),
      ["20261127T100000Z"],
      path,
    );
  }
  setTime(Date.parse("2026-11-30T12:00:00Z"));
  assert.not.match(await calendar(), "BEGIN:VEVENT");
  assert.match((await get(app, "/narwhal", HTML)).body, "/pod meeting");
  setTime(Date.parse("2026-12-24T12:00:00Z"));
  assert.is((await command(members, { ...notes, link: `${NOTES}/2` })).body.outcome, "no-meeting", "long ago");
  setTime(Date.parse("2026-12-09T12:00:00Z"));
  assert.is((await command(app, friday)).body.outcome, "changed");
  const { meeting: next, since } = await read("/narwhal/agenda.json");
  assert.equal([next.at, since], ["2026-12-11T10:00:00.000Z", "2026-11-27T10:00:00.000Z"]);
  for (const [body, pointer] of [
    [{ ...friday, weekday: null }, "/time"],
    [{ ...meeting, weekday: "Friday", time: "10:00" }, "/timezone"],
  ] as const) {
    const refused = await command(app, body);
    assert.equal([refused.status, refused.body.errors[0].pointer], [422, pointer]);
  }
});

test("the word that ends it in a comment is none of JSON, whose answer names the one that is", async () => {
  const { app } = await openCommunity();
  const refusal = async (more: object) => {
    const { status, body } = await command(app, { do: "meeting", pod: "narwhal", ...more });
    return [status, body.errors[0]];
  };
  const days = "takes one of Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, null";
  assert.equal(await refusal({ weekday: "none" }), [422, { pointer: "/weekday", detail: days }]);
  const slip = `${days}; did you mean Thursday?`;
  assert.equal(await refusal({ weekday: "Thrusday", time: "10:00" }), [422, { pointer: "/weekday", detail: slip }]);
  assert.is((await refusal({ time: "none" }))[0], 422);
});

test("notes of a meeting that took place are linked after it ended, too, and of none that did not", async () => {
  const { app, members, setTime } = await openCommunity();
  const end = () => command(app, { do: "meeting", pod: "narwhal", weekday: null });
  const notes = async (link: string) =>
    (await command(members, { do: "notes", login: "sailor-1", link, meeting: "narwhal" })).body.outcome;
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  await end();
  assert.is(await notes(NOTES), "no-meeting");
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  setTime(Date.parse("2026-11-27T12:00:00Z"));
  await end();
  assert.is(await notes(NOTES), "noted");
});

test("the pages and the calendars lead to it", async () => {
  const { app } = await openCommunity();
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  assert.match((await get(app, "/", HTML)).body, 'href="https://pods.example.org/pods/agenda"');
  assert.match((await get(app, "/narwhal", HTML)).body, 'href="https://pods.example.org/pods/narwhal/agenda"');
  const calendar = (await get(app, "/calendar.ics")).body.replaceAll("\r\n ", "");
  assert.match(calendar, "https://pods.example.org/pods/agenda");
  assert.match(calendar, "https://pods.example.org/pods/narwhal/agenda");
});

test("notes of the last meeting stand on the agenda of the next one, once, whoever links them", async () => {
  const { members, outcome, read, setTime } = await openCommunity();
  assert.is(await outcome(said(`/pod notes ${NOTES}`, captain)), "noted");
  assert.equal((await read()).notes, [{ person: { login: "captain" }, url: NOTES }]);
  const again = await command(members, { do: "notes", login: "captain", link: NOTES });
  assert.equal([again.status, again.body.outcome], [409, "already"]);
  const recording = { do: "notes", login: "captain", link: "https://video.example.org/1", meeting: "contributor" };
  assert.is((await command(members, recording)).body.outcome, "noted");
  assert.is((await read()).notes.length, 2);
  assert.match(await read("/agenda"), `<a href="${NOTES}"><bdi>notes.example.org</bdi></a>`);
  setTime(Date.parse("2026-11-26T18:00:00Z"));
  assert.equal((await read()).notes, [], "they are of an earlier meeting");
});

test("an advocate links those of the pod's meeting once it was held, and nobody else's", async () => {
  const { app, members, outcome, read, setTime } = await openCommunity();
  assert.is(await outcome(said(`/pod notes ${NOTES}`, sailor(1))), "no-meeting");
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  assert.is(await outcome(said(`/pod notes ${NOTES}`, sailor(1))), "not-held");
  assert.equal(await read("/narwhal/agenda.json").then(({ since, notes }) => [since, notes]), [null, []]);
  assert.match(await read("/narwhal/agenda.md"), "The first meeting: say hello");
  const early = { do: "notes", login: "sailor-1", link: NOTES };
  assert.equal((await command(members, early)).body.detail, "This meeting has not been held yet.");
  const later = (text: string, by: ReturnType<typeof user>) => {
    const created_at = new Date(NOW + 7 * DAY_MS).toISOString();
    return said("", by, 5, { comment: { ...comment(text, by), created_at, updated_at: created_at } });
  };
  setTime(NOW + 7 * DAY_MS);
  assert.is(await outcome(later(`/pod notes ${NOTES}`, sailor(2))), "forbidden");
  assert.is(await outcome(later(`/pod notes ${NOTES} contributor`, sailor(1))), "for-maintainers");
  assert.is(await outcome(later(`/pod notes javascript:alert(1)`, sailor(1))), "unusable");
  assert.is(await outcome(later(`/pod notes ${NOTES}`, sailor(1))), "noted");
  assert.equal((await read("/narwhal/agenda.json")).notes, [{ person: { login: "sailor-1" }, url: NOTES }]);
  assert.equal((await read()).notes, []);
});

test("a link that names somebody who was forgotten is taken away", async () => {
  const { members, outcome, read } = await openCommunity();
  await outcome(said("/pod notes https://notes.example.org/sailor-2/1", captain));
  assert.is((await read()).notes.length, 1);
  await command(members, { do: "forget", login: "sailor-2" });
  assert.equal((await read()).notes, []);
});

test("the next digest tells, in every form, once for each meeting", async () => {
  const { app, outcome, setTime, ...at } = await openCommunity();
  setTime(NOW - 7 * DAY_MS);
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  setTime(NOW);
  await outcome(said(`/pod notes ${NOTES}`, captain));
  await outcome(said("/pod notes https://notes.example.org/narwhal", sailor(1)));
  const digests = weeklyDigest({ ...at, now: () => NOW + 7 * DAY_MS });
  await command(digests, { do: "publish", week: "2026-W47" });
  const form = async (suffix: string): Promise<string> => {
    const { body } = await get(digests, `/2026-W47${suffix}`);
    return typeof body === "string" ? body : JSON.stringify(body);
  };
  const text = await form(".txt");
  assert.match(text, /Narwhal \[\d+\] met on Friday 20 November: notes \[\d+\]\./);
  assert.match(text, /Contributor meeting was held on Thursday 19 November: notes \[\d+\]\./);
  for (const suffix of ["", ".json", ".md", ".txt", ".slack.json", ".discord.json"])
    assert.equal((await form(suffix)).split(NOTES).length, 2, suffix);
  assert.match((await get(digests, "/feed.atom")).body, NOTES);
});

test("no digest tells of a meeting before it was set", async () => {
  const { app, ...at } = await openCommunity();
  await command(app, { do: "meeting", pod: "narwhal", weekday: "Friday", time: "10:00", timezone: "UTC" });
  const told = async (week: string) => {
    const { body } = await command(weeklyDigest(at), { do: "preview", week });
    return body.digest.meetings.items.map(({ title }: { title: string }) => title);
  };
  assert.equal(await told("2026-W45"), ["Contributor meeting"]);
  assert.equal(await told("2026-W46"), ["Contributor meeting", "Narwhal"]);
});

test("a published digest goes without a link that names somebody who was forgotten, and keeps the others", async () => {
  const { members, outcome, ...at } = await openCommunity();
  await outcome(said(`/pod notes ${NOTES}`, captain));
  await outcome(said("/pod notes https://video.example.org/sailor-2/1", captain));
  const digests = weeklyDigest({ ...at, now: () => NOW + 7 * DAY_MS });
  await command(digests, { do: "publish", week: "2026-W47" });
  assert.match((await get(digests, "/2026-W47.md")).body, "notes.example.org");
  await command(members, { do: "forget", login: "sailor-2" });
  for (const path of ["/2026-W47", "/2026-W47.json", "/2026-W47.md", "/feed.atom"]) {
    const { status, body } = await get(digests, path);
    assert.is(status, 200, path);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    assert.match(text, NOTES, path);
    assert.not.match(text, "video.example.org", path);
  }
  await outcome(said(`/pod forget me`, captain));
  assert.is((await get(digests, "/2026-W47")).status, 200);
});

test("the digest's week holds the fact, with the meeting that it is about", async () => {
  const { outcome, store } = await openCommunity();
  await outcome(said(`/pod notes ${NOTES}`, captain));
  const notes = (await store.activities("2026-W47")).filter(({ kind }) => kind === "notes");
  assert.equal(
    notes.map(({ link, held }) => [link, held]),
    [[NOTES, { of: "meeting-contributor", at: Date.parse("2026-11-19T17:00:00Z") }]],
  );
});

test.run();
