/** The text of people in every format that a function serves. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pods } from "../../functions/pods/handler.ts";
import { AS_MAINTAINER, closeStores, command, get, HTML, testCommunity } from "../support/community.ts";
import { DANGEROUS, HONEST, HOSTILE_TEXTS } from "../support/people-text.ts";
import { joinAll } from "../support/store.ts";

const test = suite("text of people in every format");
test.after(closeStores);

const FORMATS: readonly (readonly [path: string, headers: Record<string, string>])[] = [
  ["/", HTML],
  ["/narwhal", HTML],
  ["/directory.json", {}],
  ["/directory.csv", {}],
  ["/directory.txt", {}],
  ["/narwhal.json", {}],
  ["/narwhal/badge.svg", {}],
  ["/narwhal/members.svg", {}],
  ["/members.svg", {}],
  ["/narwhal/badge.json", {}],
  ["/narwhal/calendar.ics", {}],
];

const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&#39;": "'" };
/** Without the line ends, folds and escapes that are the format's own. */
const textOf = (body: unknown): string =>
  (typeof body === "string" ? body : JSON.stringify(body))
    .replace(/\r\n |[\r\n]/g, "")
    .replace(/&amp;|&#39;/g, (entity) => ENTITIES[entity] ?? "");

async function narwhal() {
  const community = await testCommunity();
  const app = pods({ ...community, build: "test" });
  await joinAll(community.store, 5, "hull");
  const when = { weekday: "Thursday", time: "17:00", timezone: "Europe/London", link: "https://x.org/\u202egnp" };
  assert.is((await command(app, { do: "meeting", pod: "narwhal", ...when }, AS_MAINTAINER)).status, 200);
  return { app, store: community.store };
}

test("a name is shown in full, and harmless, in every format; also one that was stored before names were checked", async () => {
  const { app, store } = await narwhal();
  const honest = Object.values(HONEST).map((text) => [text, text] as const);
  for (const [text, shown] of [...Object.values(HOSTILE_TEXTS), ...honest]) {
    const reply = await command(app, { do: "rename", pod: "narwhal", name: text }, AS_MAINTAINER);
    const isName = /[\p{L}\p{N}]/u.test(text);
    assert.is(reply.status, isName ? 200 : 422, `${text}: ${JSON.stringify(reply.body)}`);
    // Redis holds no half characters.
    for (const stored of [shown, text.replace(/\p{Cs}/gu, "")]) {
      await store.rename(1, stored, { id: "", at: 0 });
      for (const [path, headers] of FORMATS) {
        const body = textOf((await get(app, path, headers)).body);
        assert.ok(body.includes(shown), `${path} shows ${shown}`);
        assert.not.match(body, DANGEROUS, path);
      }
    }
  }
});

test("a name in which nothing can be seen is refused, and the character is named", async () => {
  const { app } = await narwhal();
  const { status, body } = await command(app, { do: "rename", pod: "narwhal", name: "\u202e \u200b" }, AS_MAINTAINER);
  assert.is(status, 422);
  assert.equal(body.errors, [
    { pointer: "/name", detail: "shows nothing: all of its characters are invisible, such as U+202E" },
  ]);
});

test("a name that looks like another pod's or an area's is refused", async () => {
  const { app, store } = await narwhal();
  await joinAll(store, 5, "sail");
  await store.rename(2, "Night Watch", { id: "", at: 0 });
  for (const name of ["NIGHT  WATCH", "Níght Watch", "Nіght Wаtch", "ｎｉｇｈｔ-watch", "orca", "Beluga", "hull"]) {
    const { status, body } = await command(app, { do: "rename", pod: "narwhal", name }, AS_MAINTAINER);
    assert.is(status, 409, name);
    assert.match(body.detail, "Please choose another name.");
  }
  assert.is((await command(app, { do: "rename", pod: "narwhal", name: "Narwhál" }, AS_MAINTAINER)).status, 200);
});

test.run();
