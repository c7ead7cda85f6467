/** Posts in the feeds that the settings name, from a server of feeds to the digest. */
import { gzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { addWeeks } from "#shared/core/week.ts";
import { pods } from "../../functions/pods/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { closeStores, command, get, JSON_ONLY, SETTINGS, settledCommunity, tick } from "../support/community.ts";
import { closeFeedServers, openFeedServer, posts, rss } from "../support/feed-server.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONDAY = Date.parse("2026-11-09T00:00:00Z");
const [WEEK, NEXT, THIRD] = ["2026-W46", "2026-W47", "2026-W48"] as const;
const noon = (day: number): number => MONDAY + day * DAY_MS + 12 * HOUR_MS;

/** A community whose clock stands at noon of the first Wednesday, and which names feeds at these paths. */
async function open(paths: readonly string[], settings = "") {
  const server = await openFeedServer();
  const feeds = paths.map((path) => (path.startsWith("/") ? server.at(path) : path));
  const yaml = `${SETTINGS}publicUrl: https://pods.example.org\nlinks: { feeds: ${JSON.stringify(feeds)} }\n${settings}`;
  const community = await settledCommunity(yaml);
  const clock = { now: noon(2) };
  const at = { ...community, now: () => clock.now };
  const app = weeklyDigest(at);
  const preview = async (week: string) => (await command(app, { do: "preview", week })).body;
  return {
    ...{ server, community, clock, app, preview },
    replica: () => weeklyDigest({ ...at, store: community.store }),
    tickAt: (now: number) => {
      clock.now = now;
      return tick(app);
    },
    /** The news of the week as Markdown, without the heading. */
    news: async (week: string): Promise<string> =>
      /## News\n\n([\s\S]*?)\n\n## /.exec((await preview(week)).markdown)?.[1] ?? "",
    off: async (): Promise<string[]> => (await get(pods({ ...at, build: "one" }), "/status", JSON_ONLY)).body.off,
    logged: (words: string) => community.lines.filter((line) => line.includes(words)),
  };
}

const test = suite("news from feeds");
test.after(closeStores);
test.after(closeFeedServers);

test("a post of the week is told in every rendering, with the feed's title and without a person's name", async () => {
  const { server, tickAt, app } = await open(["/feed"]);
  server.serve("/feed", rss(posts(["Tar or pitch?", "A hull of oak"], noon(1))));
  assert.is((await tickAt(noon(2))).status, 200);
  await tickAt(noon(7));
  for (const format of ["", ".md", ".txt", ".json", ".slack.json", ".discord.json"]) {
    const { body } = await get(app, `/${WEEK}${format}`);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    for (const words of ["A hull of oak", "Watertight", "https://ada.example.org/"]) assert.match(text, words, format);
  }
  const { body } = await get(app, `/${WEEK}.json`);
  assert.equal(body.feeds, [
    {
      title: "Watertight",
      link: "https://ada.example.org/",
      posts: {
        items: [
          { title: "A hull of oak", link: "https://ada.example.org/a-hull-of-oak" },
          { title: "Tar or pitch?", link: "https://ada.example.org/tar-or-pitch?" },
        ],
        more: 0,
      },
    },
  ]);
});

test("a feed is read once a day, however many replicas tick however often, and no more than has changed", async () => {
  const { server, tickAt, app, replica, clock } = await open(["/feed"]);
  server.serve("/feed", (request, response) => {
    const isKnown = request.headers["if-none-match"] === '"one"';
    response.writeHead(isKnown ? 304 : 200, { ETag: '"one"', "Last-Modified": "Tue, 10 Nov 2026 12:00:00 GMT" });
    response.end(isKnown ? "" : rss(posts(["A hull of oak"], noon(1))));
  });
  const other = replica();
  await Promise.all(Array.from({ length: 60 }, (_, n) => tick(n % 2 ? app : other)));
  clock.now += 11 * HOUR_MS;
  await tick(app);
  assert.is(server.asked.length, 1);
  assert.match(
    server.asked[0]?.headers["user-agent"] ?? "",
    "openfaas-pods (+https://pods.example.org/weekly-digest/)",
  );
  // Midnight has passed.
  await tickAt(clock.now + HOUR_MS);
  assert.is(server.asked.length, 2);
  assert.is(server.asked[1]?.headers["if-modified-since"], "Tue, 10 Nov 2026 12:00:00 GMT");
  assert.is((await tickAt(noon(7))).body.outcome, "published");
  assert.match((await get(app, `/${WEEK}.md`)).body, "A hull of oak");
});

test("the first reading tells none of the years before; later ones tell what appears late, once", async () => {
  const { server, tickAt, news, app } = await open(["/feed"]);
  const old = Array.from({ length: 500 }, (_, n) => posts([`Old ${n}`], noon(-8) - n * DAY_MS)[0]!);
  server.serve("/feed", rss([...old, ...posts(["Fresh"], noon(-3))]));
  await tickAt(noon(2));
  // The week before has no digest yet, so this tick makes it.
  assert.is(
    await news("2026-W45"),
    "- **[Watertight](https://ada.example.org/)**: [Fresh](https://ada.example.org/fresh)",
  );
  assert.is(await news(WEEK), "");
  server.serve("/feed", rss([...posts(["Late"], noon(-4)), ...old]));
  for (let day = 3; day < 7; day++) await tickAt(noon(day));
  // Written on Sunday evening, read after midnight, told in the morning.
  const later = [...posts(["Later"], noon(6) + 11 * HOUR_MS), ...posts(["Late"], noon(-4)), ...old];
  server.serve("/feed", rss(later));
  await tickAt(noon(7));
  for (let day = 8; day <= 14; day++) await tickAt(noon(day));
  server.serve("/feed", rss([...posts(["Latest"], noon(8)), ...later]));
  for (let day = 15; day <= 21; day++) await tickAt(noon(day));
  const told = await Promise.all([WEEK, NEXT, THIRD].map(async (week) => (await get(app, `/${week}.md`)).body));
  assert.not.match(told.join(), "Old");
  const weeksOf = (title: string) => told.map((text) => text.includes(`[${title}]`));
  assert.equal(weeksOf("Late"), [true, false, false]);
  assert.equal(weeksOf("Later"), [true, false, false]);
  assert.equal(weeksOf("Latest"), [false, false, true]);
});

test("a post is told when it is found, if nobody made the digest of its week", async () => {
  const { server, tickAt, news } = await open(["/feed"]);
  server.serve("/feed", rss(posts(["Old"], noon(-30))));
  await tickAt(noon(2));
  server.serve("/feed", rss(posts(["Late"], noon(4))));
  await tickAt(noon(21));
  assert.match(await news(addWeeks(THIRD, 1)), "Late");
});

test("three redirects are followed, and no more", async () => {
  const { server, tickAt, news, off } = await open(["/a", "/b"]);
  const next = { "/a": "/b", "/b": "/c", "/c": "/d", "/d": "/feed" };
  for (const [from, to] of Object.entries(next)) server.serve(from, { status: 302, headers: { Location: to } });
  server.serve("/feed", rss(posts(["Fresh"], noon(1))));
  await tickAt(noon(2));
  assert.match(await news(WEEK), "Fresh");
  assert.equal((await off()).filter((one) => one.includes("from one address to the next")).length, 1);
});

test("a feed without dates tells what appears, and not what stood there", async () => {
  const { server, tickAt, news } = await open(["/feed"]);
  server.serve("/feed", rss(posts(["One", "Two"], undefined)));
  await tickAt(noon(2));
  assert.is(await news(WEEK), "");
  server.serve("/feed", rss(posts(["Three", "One", "Two"], undefined)));
  for (let day = 3; day < 10; day++) await tickAt(noon(day));
  assert.match(await news(WEEK), "[Three]");
  assert.not.match(await news(WEEK), "[One]");
  assert.is(await news(NEXT), "");
});

test("a post of the future waits for its date, though the feed stays the same", async () => {
  const { server, tickAt, news } = await open(["/feed"]);
  const feed = rss([...posts(["Tomorrow"], noon(9)), ...posts(["Never"], Date.parse("2099-01-01T00:00:00Z"))]);
  server.serve("/feed", ({ headers }, response) => {
    response.writeHead(headers["if-none-match"] ? 304 : 200, { ETag: '"same"' }).end(feed);
  });
  for (let day = 2; day < 12; day++) await tickAt(noon(day));
  assert.is(await news(WEEK), "");
  assert.match(await news(NEXT), "[Tomorrow]");
  assert.not.match(await news(NEXT), "Never");
});

test("a post is told once: by the person who put it there, by one of two feeds, and in one week", async () => {
  const { server, tickAt, news, community, app } = await open(["/ada", "/planet"]);
  const [oak, tar] = posts(["A hull of oak", "Tar"], noon(1));
  server.serve("/ada", rss([oak!, tar!]));
  server.serve("/planet", rss([{ ...tar!, link: `${tar!.link}/?utm_source=planet` }], "Planet Ships"));
  const said = { kind: "news", at: noon(1), week: WEEK, repository: null, title: "Oak", link: oak!.link! } as const;
  const author = { login: "ada", proposed: community.newPseudonym() };
  await community.store.noteWords({ ...said, about: said.link, line: "", author }, 3, { id: "", at: noon(1) });
  await tickAt(noon(2));
  assert.is(
    await news(WEEK),
    `- [Oak](${oak!.link}) by **ada**\n- **[Watertight](https://ada.example.org/)**: [Tar](${tar!.link})`,
  );
  await tickAt(noon(7));
  // The blog moved, and shows the same posts with other dates.
  server.serve(
    "/ada",
    rss([
      { ...oak!, at: noon(8) },
      { ...tar!, at: noon(8), more: "<guid>new</guid>" },
    ]),
  );
  await tickAt(noon(9));
  assert.is(await news(NEXT), "");
  assert.match((await get(app, `/${WEEK}.md`)).body, "[Tar]");
});

test("posts on one page are told by their places on it, however their readers are counted", async () => {
  const { server, tickAt, news } = await open(["/feed"]);
  const page = "https://ada.example.org/changes";
  const links = [`${page}#v2`, `${page}#v1`, `${page}#utm_source=feed`, page];
  server.serve("/feed", rss(links.map((link, n) => ({ title: `Post ${n}`, link, at: noon(1) + n * 1_000 }))));
  await tickAt(noon(2));
  assert.equal(
    [...(await news(WEEK)).matchAll(/\[Post (\d)\]/g)].map(([, n]) => n),
    ["0", "1", "3"],
  );
});

test("a post whose title shows nothing is none", async () => {
  const { server, tickAt, news } = await open(["/feed"]);
  server.serve("/feed", rss(posts(["Tar", "<b></b>", "&#x200b;", " "], noon(1))));
  await tickAt(noon(2));
  assert.match(await news(WEEK), /: \[Tar\]\([^)]*\)$/);
});

test("one feed fills no digest: the rest is a link to its page", async () => {
  const { server, tickAt, news } = await open(["/feed"]);
  const titles = ["One", "Two", "Three", "Four", "Five"];
  server.serve("/feed", rss(titles.flatMap((title, n) => posts([title], noon(1) + n * 1_000))));
  await tickAt(noon(2));
  assert.match(await news(WEEK), "[Three](https://ada.example.org/three) and [2 more](https://ada.example.org/)");
});

test("Atom: relative addresses, HTML in titles, CDATA, and links that lead nowhere", async () => {
  const { server, tickAt, preview, app } = await open(["/blog/atom.xml"]);
  const entry = (title: string, link: string) =>
    `<entry><id>${title}${link}</id>${title}${link}<published>2026-11-10T10:00:00Z</published><updated>2026-11-11T10:00:00Z</updated></entry>`;
  server.serve(
    "/blog/atom.xml",
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://ada.example.org/blog/">
<title type="html">Ada &amp;amp; &lt;b&gt;friends&lt;/b&gt;</title><link rel="self" href="atom.xml"/><link href="/"/>
${entry('<title type="html">&lt;em&gt;Tar&lt;/em&gt; &amp;#8217;n&amp;rsquo; pitch</title>', '<link href="tar"/>')}
${entry("<title><![CDATA[Vec<T> & @everyone <!channel> [x](javascript:y) **b** <script>alert(1)</script>]]></title>", '<link xml:base="2026/" href="vec"/>')}
${entry('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> hull</div></title>', '<link rel="alternate" type="application/json" href="x.json"/><link type="text/html" href="bold"/>')}
${entry("<title>Script</title>", '<link href="javascript:alert(1)"/>')}
${entry("<title>Data</title>", '<link href="data:text/html,x"/>')}
${entry("<title> </title>", '<link href="untitled"/>')}
${entry("<title>Nowhere</title>", "")}
</feed>`,
  );
  await tickAt(noon(2));
  const [feed, ...others] = (await preview(WEEK)).digest.feeds;
  assert.equal([others.length, feed.title, feed.link], [0, "Ada & friends", "https://ada.example.org/"]);
  assert.equal(feed.posts.items.map(({ title, link }: { title: string; link: string }) => `${link} ${title}`).sort(), [
    "https://ada.example.org/blog/2026/vec Vec<T> & @everyone <!channel> [x](javascript:y) **b** <script>alert(1)</script>",
    "https://ada.example.org/blog/bold A bold hull",
    "https://ada.example.org/blog/tar Tar ’n’ pitch",
  ]);
  await tickAt(noon(7));
  const [page, markdown, slack] = await Promise.all(
    ["", ".md", ".slack.json"].map(async (format) => (await get(app, `/${WEEK}${format}`)).body),
  );
  assert.not.match(page, "<script>alert");
  assert.match(page, "&lt;script&gt;alert(1)&lt;/script&gt;");
  assert.not.match(markdown, /[^\\]\[x\]\(|[^\w​]@everyone\b|<!channel>/);
  assert.not.match(JSON.stringify(slack), "<!channel>");
});

test("RSS 1.0, permanent ids as links, dates of Dublin Core, and characters that XML forbids", async () => {
  const { server, tickAt, preview } = await open(["/rdf", "/rss"]);
  server.serve(
    "/rdf",
    `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Rope</title><link>https://rope.example.org/</link></channel><item rdf:about="https://rope.example.org/knots"><title>Knots</title><link>https://rope.example.org/knots</link><dc:date>2026-11-10T10:00:00+01:00</dc:date></item></rdf:RDF>`,
  );
  const guid = "<guid>https://ada.example.org/guid</guid><pubDate>Tue, 10 Nov 2026 10:00:00</pubDate>";
  server.serve("/rss", rss([{ title: "Bell\u0007 and&nbsp;rope", more: guid }]).replace("<link></link>", ""));
  await tickAt(noon(2));
  const { feeds } = (await preview(WEEK)).digest;
  assert.equal(feeds.map(({ posts: { items } }: { posts: { items: { link: string }[] } }) => items[0]?.link).sort(), [
    "https://ada.example.org/guid",
    "https://rope.example.org/knots",
  ]);
});

test("encodings: what is declared, what is not true, and what is compressed", async () => {
  const title = "Über die Plänke";
  const text = rss([{ ...posts(["x"], noon(1))[0]!, title }]);
  const declared = (encoding: string) => text.replace("UTF-8", encoding);
  const encoded: [string, Buffer, string?][] = [
    ["/latin", Buffer.from(declared("ISO-8859-1"), "latin1")],
    ["/header", Buffer.from(text.replace(/<\?xml.*?\?>/, ""), "latin1"), "text/xml; charset=iso-8859-1"],
    ["/wrong", Buffer.from(declared("ISO-8859-1"), "utf8"), "text/xml; charset=us-ascii"],
    ["/utf16", Buffer.from(`\ufeff${declared("UTF-16")}`, "utf16le")],
    ["/unknown", Buffer.from(declared("klingon"), "latin1")],
  ];
  for (const [path, body, type = "text/xml"] of encoded) {
    const { server, tickAt, news } = await open([path]);
    server.serve(path, { headers: { "Content-Type": type, "Content-Encoding": "gzip" }, body: gzipSync(body) });
    await tickAt(noon(2));
    assert.match(await news(WEEK), title, path);
  }
});

const HTML_PAGE = "<!DOCTYPE html><html><head><title>Blog</title></head><body><p>Hello<br></body></html>";
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">${"bcdefghij".split("").map((name, n) => `<!ENTITY ${name} "${`&${"abcdefghi"[n]};`.repeat(10)}">`)}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;

/** Feeds that cannot be read, and what the status page says about each. */
const FAULTS: Record<string, [serve: Parameters<Awaited<ReturnType<typeof openFeedServer>>["serve"]>[1], why: string]> =
  {
    "not found": [{ status: 404 }, "the server answers 404"],
    gone: [{ status: 410 }, "it is gone for good (410), and links.feeds still names it"],
    "server error": [{ status: 500 }, "the server answers 500"],
    "web page": [HTML_PAGE, "what comes is a web page and no feed"],
    "another document": ["<svg xmlns='http://www.w3.org/2000/svg'/>", "what comes is no feed"],
    malformed: ["<rss><channel>\n<title>x</rss>", "what comes is not well-formed XML (line 2)"],
    empty: ["", "what comes is not well-formed XML (line 1)"],
    deep: ["<a>".repeat(300_000), "what comes is not well-formed XML"],
    large: [Buffer.alloc(10_000_000, " "), "it is larger than 1 MB"],
    bomb: [
      { headers: { "Content-Encoding": "gzip" }, body: gzipSync(Buffer.alloc(50_000_000, " ")) },
      "it is larger than 1 MB",
    ],
    "not gzip": [{ headers: { "Content-Encoding": "gzip" }, body: "x" }, "it cannot be unpacked"],
    brotli: [{ headers: { "Content-Encoding": "br" }, body: "x" }, "it is compressed in a way that nobody asked for"],
    loop: [{ status: 302, headers: { Location: "/feed" } }, "it leads from one address to the next"],
    "file address": [{ status: 301, headers: { Location: "file:///etc/passwd" } }, "neither http nor https"],
    "no address": [{ status: 301, headers: { Location: "http://" } }, "it leads to something that is no address"],
    "metadata service": [
      { status: 302, headers: { Location: "http://169.254.169.254/latest/meta-data/" } },
      "it leads into a private network",
    ],
    "another port of the same host": [
      { status: 302, headers: { Location: "http://127.0.0.1:9/feed" } },
      "it leads into a private network",
    ],
    "gateway by name": [
      { status: 302, headers: { Location: "http://localhost:8080/" } },
      "it leads into a private network",
    ],
    "mapped address": [
      { status: 302, headers: { Location: "http://[::ffff:10.0.0.1]/" } },
      "it leads into a private network",
    ],
    "broken off": [
      (_, response) => void response.writeHead(200).write("<rss>", () => response.destroy()),
      "there is no whole answer",
    ],
    "slow drip": [
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(" "), 50);
        response.on("close", () => clearInterval(drip));
      },
      "it did not come within 3 seconds",
    ],
  };

for (const [name, [page, why]] of Object.entries(FAULTS)) {
  test(`a feed that fails (${name}) holds nothing up, and the status page says so`, async () => {
    const { server, tickAt, off, app, logged, news } = await open(["/feed", "/well"]);
    server.serve("/feed", page);
    server.serve("/well", rss(posts(["Well"], noon(1))));
    await tickAt(noon(2));
    const said = `News from 127.0.0.1:${server.port}, since 11 November 2026: `;
    assert.ok(
      (await off()).some((one) => one.startsWith(said) && one.includes(why)),
      (await off()).join("\n"),
    );
    assert.match(await news(WEEK), "[Well]");
    if (name !== "slow drip") for (let day = 3; day < 7; day++) await tickAt(noon(day));
    assert.is(logged("A feed cannot be read").length, 1);
    assert.ok((await off()).some((one) => one.startsWith(said)));
    server.serve("/feed", rss(posts(["At last"], noon(6))));
    await tickAt(noon(7));
    assert.match((await get(app, `/${WEEK}.md`)).body, "[At last]");
    assert.not.ok((await off()).some((one) => one.startsWith("News from")));
    assert.is(logged("A feed can be read again").length, 1);
  });
}

test("entities of a DTD are expanded nowhere", async () => {
  const { server, tickAt, news, off } = await open(["/feed"]);
  const items = posts(["x"], noon(1)).map((one) => ({ ...one, title: "Ha &j; &file; &amp; so on" }));
  server.serve("/feed", rss(items).replace(/<\?xml.*?\?>/, LAUGHS));
  await tickAt(noon(2));
  assert.not.ok((await off()).some((one) => one.startsWith("News from")));
  const told = await news(WEEK);
  assert.match(told, "so on");
  assert.not.match(told, /haha|root:/);
  assert.ok(told.length < 300, told);
});

test("a server that is away, and a name that leads into a private network", async () => {
  // Nobody listens on the discard port; `.invalid` has no address.
  const { tickAt, off } = await open(["http://127.0.0.1:9/feed", "http://feeds.invalid/feed"]);
  await tickAt(noon(2));
  const said = (await off()).filter((one) => one.startsWith("News from")).join("\n");
  assert.match(said, "News from 127.0.0.1:9, since 11 November 2026: there is no whole answer (ECONNREFUSED).");
  assert.match(said, "News from feeds.invalid, since 11 November 2026: there is no whole answer (E");
});

test("twenty feeds are read in turn, a few in a tick", async () => {
  const paths = Array.from({ length: 20 }, (_, n) => `/${n}`);
  const { server, app, news } = await open(paths);
  for (const path of paths)
    server.serve(path, rss([{ title: `Post ${path.slice(1)}`, link: `https://ada.example.org${path}`, at: noon(1) }]));
  await tick(app);
  assert.is(server.asked.length, 5);
  for (let times = 0; times < 5; times++) await tick(app);
  assert.equal(server.asked.map(({ url }) => url).sort(), [...paths].sort());
  assert.is((await news(WEEK)).split("\n").length, 20);
});

test("whoever dies between recording and saving tells nothing twice", async () => {
  const { server, community, clock, preview } = await open(["/feed"]);
  server.serve("/feed", rss([...posts(["A hull of oak"], noon(1)), ...posts(["Undated"], undefined)]));
  const dies = async () => {
    throw new Error("killed");
  };
  const app = (saveFeed = community.store.saveFeed) =>
    weeklyDigest({ ...community, store: { ...community.store, saveFeed }, now: () => clock.now });
  await tick(app(dies));
  await tick(app());
  assert.is(server.asked.length, 1);
  clock.now += 2 * 60_000;
  await tick(app(dies));
  clock.now += 5 * DAY_MS;
  await tick(app());
  assert.is(server.asked.length, 3);
  const items = async (week: string) =>
    ((await preview(week)).digest.feeds ?? []).flatMap((one: { posts: { items: object[] } }) => one.posts.items);
  assert.equal([(await items(WEEK)).length, (await items(NEXT)).length], [1, 0]);
});

test("an address is never longer than a link of the digest, however long the one that it begins with is", async () => {
  const { server, tickAt, news, community, off } = await open(["/feed"]);
  const base = `https://ada.example.org/${"a".repeat(400_000)}/`;
  const many = rss([...Array.from({ length: 500 }, (_, n) => ({ title: `Long ${n}`, link: `${n}`, at: noon(1) }))]);
  server.serve("/feed", many.replace("<rss ", `<rss xml:base="${base}" `).replace("https://ada.example.org/<", "x<"));
  await tickAt(noon(2));
  assert.equal(
    (await off()).filter((one) => one.startsWith("News from")),
    [],
  );
  for (const { link = "", feed } of await community.store.activities(WEEK)) {
    assert.ok(link.length <= 400, `${link.length}`);
    assert.ok((feed?.link ?? "").length <= 400);
  }
  assert.not.match(await news(WEEK), "aaaa");
});

test("a name and a password in a feed's address are told to its server, and to nobody else", async () => {
  const { server, tickAt, app, community, clock } = await open([]);
  const address = server.at("/feed").replace("//", "//ada:secret-word@");
  const settings = { ...community.settings(), links: { feeds: [address] } };
  const digests = weeklyDigest({ ...community, settings: () => settings, now: () => clock.now });
  server.serve("/feed", rss([{ title: "Tar", link: "/tar", at: noon(1) }], "Watertight", ""));
  await tick(digests);
  assert.match(server.asked[0]?.headers.authorization ?? "", "Basic ");
  await tickAt(noon(7));
  for (const format of ["", ".md", ".json", ".txt"]) {
    const { body } = await get(app, `/${WEEK}${format}`);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    assert.match(text, "Tar", format);
    assert.not.match(text, "secret-word", format);
  }
  assert.not.match(JSON.stringify(await community.store.activities(WEEK)), "secret-word");
});

test("the name of somebody who was forgotten stands in no post", async () => {
  const { server, tickAt, preview, community } = await open(["/feed"]);
  const subject = { login: "selkie", proposed: community.newPseudonym() };
  await community.store.record(
    {
      activity: {
        key: "merged:1#1",
        kind: "merged",
        at: noon(0),
        week: WEEK,
        repository: 1,
        subject: "pull-request",
        person: subject,
      },
    },
    { id: "", at: noon(0) },
  );
  await community.store.forget({ login: "selkie" }, { id: "", at: noon(1) });
  server.serve(
    "/feed",
    rss([{ title: "Selkie and the sea", link: "https://ada.example.org/sea", at: noon(1) }], "Selkie’s page"),
  );
  await tickAt(noon(2));
  const { markdown } = await preview(WEEK);
  assert.match(markdown, "and the sea");
  assert.not.match(markdown, /selkie/i);
});

test.run();
