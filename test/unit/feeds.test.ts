import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sameAddress } from "#shared/core/digest/url.ts";
import { type FeedEntry, type FeedReading, newsIn } from "#shared/core/feeds.ts";
import { parseFeed } from "../../functions/weekly-digest/feeds/parse-feed.ts";
import {
  isPrivateAddress,
  isSameServer,
  lookUpPublic,
  saysPrivate,
} from "../../functions/weekly-digest/feeds/public-address.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T12:00:00Z");

const entry = (id: string, daysAgo?: number): FeedEntry => ({
  ...{ id, title: () => id, link: `https://ada.example.org/${id}` },
  ...(daysAgo !== undefined && { at: NOW - daysAgo * DAY_MS }),
});
const idsOf = (entries: readonly FeedEntry[], reading: FeedReading, now = NOW): string[] =>
  newsIn(entries, reading, now).news.map(({ id }) => id);

const news = suite("what is news in a feed");
const ALL = [entry("fresh", 1), entry("older", 8), entry("old", 40), entry("undated"), entry("future", -1)];
const since = (daysAgo: number, seen: string[] = []): FeedReading => ({ firstReadAt: NOW - daysAgo * DAY_MS, seen });

news("at the first reading: what was published within the last week", () => {
  assert.equal(idsOf(ALL, { seen: [] }), ["fresh"]);
});

news("later: what appeared since, as far as it is no older than 30 days", () => {
  assert.equal(idsOf(ALL, since(10)), ["fresh", "older", "undated"]);
  assert.equal(idsOf(ALL, since(400)), ["fresh", "older", "undated"]);
  assert.equal(idsOf(ALL, since(400, ["older", "undated"])), ["fresh"]);
});

news("nothing a second time, whatever is read in between", () => {
  const first = newsIn(ALL, since(20), NOW);
  const without = newsIn([entry("other", 2)], first.reading, NOW + DAY_MS);
  assert.equal(idsOf(ALL, without.reading, NOW + DAY_MS / 2), []);
  assert.is(without.reading.firstReadAt, NOW - 20 * DAY_MS);
});

news("what waits for its date has to be read again", () => {
  assert.is(newsIn(ALL, { seen: [] }, NOW).isEarly, true);
  assert.is(newsIn([entry("fresh", 1)], { seen: [] }, NOW).isEarly, false);
  const { reading } = newsIn(ALL, since(3), NOW);
  assert.equal(idsOf(ALL, reading, NOW + 2 * DAY_MS), ["future"]);
});

news("of thousands, the newest, and no more is kept than that takes", () => {
  const many = Array.from({ length: 5_000 }, (_, n) => entry(`d${n}`, (5_000 - n) / 1_000));
  const undated = Array.from({ length: 5_000 }, (_, n) => entry(`u${n}`));
  const found = newsIn([...many, ...undated], since(9), NOW);
  assert.is(found.news.length, 200);
  assert.is(found.news[0]?.id, "d4999");
  assert.ok(found.reading.seen.length <= 300);
});

news("of thousands, only the titles of news are made, since that takes long", () => {
  const items = Array.from({ length: 2_000 }, (_, n) => {
    const day = new Date(NOW - n * 60_000).toUTCString();
    return `<item><title>Größe ${n}</title><link>https://ada.example.org/${n}</link><pubDate>${day}</pubDate></item>`;
  });
  const text = `<rss><channel><title>Ada</title>${items.join("")}</channel></rss>`;
  const { normalize } = String.prototype;
  let times = 0;
  String.prototype.normalize = function (form?: string) {
    times++;
    return normalize.call(this, form);
  };
  try {
    const { entries } = parseFeed(text, new URL("https://ada.example.org/feed"));
    const titles = newsIn(entries, since(9), NOW).news.map(({ title }) => title());
    assert.equal([entries.length, titles.length, titles[0]], [2_000, 100, "Größe 0"]);
  } finally {
    String.prototype.normalize = normalize;
  }
  assert.ok(times > 0 && times <= 300, `${times} times`);
});

news("addresses of the same post are the same", () => {
  const same = ["https://a.org/x", "http://a.org/x/", "https://a.org/x?utm_source=rss&utm_medium=feed#top"];
  assert.is(new Set(same.map(sameAddress)).size, 1);
  assert.is.not(sameAddress("https://a.org/?p=1"), sameAddress("https://a.org/?p=2"));
});

const addresses = suite("where a feed may lead");

addresses("private networks are known by their numbers", () => {
  const isPrivate =
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.31.0.1 192.168.0.1 224.0.0.1 255.255.255.255";
  for (const one of isPrivate.split(" ")) assert.ok(isPrivateAddress(one), one);
  for (const one of ["::", "::1", "fd00::1", "fe80::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1"])
    assert.ok(isPrivateAddress(one), one);
  for (const one of ["1.1.1.1", "100.128.0.1", "172.32.0.1", "192.169.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])
    assert.not.ok(isPrivateAddress(one), one);
});

addresses("a maintainer may name one, by number or by a name that no public zone has", () => {
  const named = "http://127.0.0.1/ http://[::1]/ http://2130706433/ http://0x7f.1/ http://blog/ http://localhost:8080/";
  for (const one of [...named.split(" "), "http://blog.team.svc/", "http://a.svc.cluster.local./"])
    assert.ok(saysPrivate(new URL(one)), one);
  for (const one of ["https://ada.example.org/", "https://local.example.org/", "http://1.1.1.1/"])
    assert.not.ok(saysPrivate(new URL(one)), one);
});

addresses("one that is named may lead to other pages of its server, and to its https, but to nothing beside it", () => {
  const isSame = (named: string, to: string) => isSameServer(new URL(named), new URL(to));
  for (const to of ["http://blog/feed/", "https://blog/feed"]) assert.ok(isSame("http://blog/feed", to), to);
  assert.ok(isSame("http://blog:4000/feed", "https://blog/feed"));
  for (const to of ["http://blog:6379/", "https://blog:8443/", "http://wiki/feed", "http://blog.svc/feed"])
    assert.not.ok(isSame("http://blog/feed", to), to);
  assert.not.ok(isSame("https://blog/feed", "http://blog/feed"));
});

addresses("a name is not followed to one", async () => {
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookUpPublic("localhost", { all }, (error) => resolve(error)));
    assert.match(String(error), "it leads into a private network");
  }
});

news.run();
addresses.run();
