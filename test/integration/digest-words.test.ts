/** What people say for the weekly digest in comments: `/pod kudos`, `/pod news`, `/pod demo`. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { closeStores, command, get, SETTINGS, testCommunity } from "../support/community.ts";
import {
  ada,
  bob,
  type Delivery,
  deleted,
  edited,
  guid,
  hull,
  issue,
  repository,
  reviewComment,
  said,
  user,
} from "../support/github/deliver-as-github.ts";
import { openWebhook } from "../support/github/webhook.ts";

const test = suite("words for the digest");
test.after(closeStores);

const WEEK = "2026-W47";
const AFTER_IT = Date.parse("2026-11-24T12:00:00Z");
const cid = user(3, "cid");
const MEETS = `meetings: { contributor: { weekday: Thursday, time: "17:00", timezone: Europe/London } }\n`;

/** A community in which ada works independently, and bob and cid wait for a seat. */
async function openCommunity() {
  const community = await testCommunity(`${SETTINGS}bots: [tugboat]\npublicUrl: https://pods.example.org\n${MEETS}`);
  const webhook = openWebhook(community);
  let deliveries = 0;
  const send = (delivery: Delivery) => webhook.send({ id: guid("words", ++deliveries), ...delivery });
  const outcome = async (delivery: Delivery) => {
    await send(delivery);
    const { number } = (delivery.payload as { issue: { number: number } }).issue;
    const { id } = (delivery.payload as { repository: { id: number } }).repository;
    return (await community.store.pendingAnswers(`${id}#${number}`)).at(-1)?.outcome;
  };
  await send(said("/pod independent", ada));
  for (const one of [bob, cid]) await send(said("/pod join hull", one));
  const digests = weeklyDigest({ ...community, now: () => AFTER_IT });
  const preview = async () => (await command(digests, { do: "preview", week: WEEK })).body.digest;
  return { ...community, send, outcome, preview, digests };
}

interface Said {
  readonly person: object;
  readonly from?: object;
  readonly link?: string;
  readonly item: { readonly title: string };
}
type Community = Awaited<ReturnType<typeof openCommunity>>;

/** The three lists in words: those that are left out are empty. */
async function digestOf({ preview }: Community) {
  const { kudos, news, demos } = await preview();
  const of = (list?: { items: Said[] }) => list?.items ?? [];
  return { kudos: of(kudos), news: of(news), demos: of(demos) };
}

const byContributor = (delivery: Delivery): Delivery => {
  const payload = delivery.payload as { comment: object };
  return { ...delivery, payload: { ...payload, comment: { ...payload.comment, author_association: "CONTRIBUTOR" } } };
};

const url = "https://github.com/ships/hull/issues/5";
const inThread = (title: string) => ({ repository: hull.id, ref: "hull#5", title, url });
const named = (login: string) => ({ login });

test("each stands in the digest of the week in which it was said, with its thread", async () => {
  const at = await openCommunity();
  await at.send(said("Fine!\n\n/pod kudos @Bob for the <b>tight</b> hull", ada));
  await at.send(said("/pod news https://cid.example.org/hull?a=1 How the hull was made", cid));
  await at.send(said("/pod demo A hull that mends itself", bob));
  assert.equal(await digestOf(at), {
    kudos: [{ person: named("bob"), from: named("ada"), item: inThread("for the <b>tight</b> hull") }],
    news: [
      {
        person: named("cid"),
        link: "https://cid.example.org/hull?a=1",
        item: inThread("How the hull was made"),
      },
    ],
    demos: [{ person: named("bob"), item: inThread("A hull that mends itself") }],
  });
  await command(at.digests, { do: "publish", week: WEEK });
  const page = (await get(at.digests, `/${WEEK}`)).body as unknown as string;
  assert.match(page, "for the &lt;b&gt;tight&lt;/b&gt; hull");
  assert.match(page, /<a href="https:\/\/cid.example.org\/hull\?a=1"><bdi>How the hull was made<\/bdi><\/a> by/);
  assert.match(page, /Demo: A hull that mends itself by .*bob/);
});

test("thanks count once for each giver and person in a thread, and with the last words", async () => {
  const at = await openCommunity();
  const first = said("/pod kudos @bob for the hull", ada);
  await at.send(first);
  await at.send(first);
  await at.send(edited(first, "/pod kudos @bob for the tight hull"));
  await at.send(said("/pod kudos @bob for it", cid));
  await at.send(said("/pod kudos @bob for another one", ada, 6));
  const titles = (await digestOf(at)).kudos.map(({ item }) => item.title);
  assert.equal(titles, ["for the tight hull", "for it", "for another one"]);
});

test("an edit replaces a post or a demo, whichever delivery arrives first", async () => {
  for (const order of [0, 1]) {
    const at = await openCommunity();
    const posted = said("/pod news https://cid.example.org/hul The hul\n/pod demo A hul", cid);
    const mended = edited(posted, "/pod news https://cid.example.org/hull The hull\n/pod demo A hull");
    for (const delivery of order === 0 ? [posted, mended] : [mended, posted]) await at.send(delivery);
    const { news, demos } = await digestOf(at);
    assert.equal(
      news.map(({ link, item }) => [link, item.title]),
      [["https://cid.example.org/hull", "The hull"]],
    );
    assert.equal(
      demos.map(({ item }) => item.title),
      ["A hull"],
    );
  }
});

test("an edit replaces its own line, wherever other lines come to stand", async () => {
  const at = await openCommunity();
  const one = "/pod news https://cid.example.org/one One";
  const posted = said(one, cid);
  await at.send(posted);
  await at.send(edited(posted, `/pod news https://cid.example.org/two Two\n${one}`));
  const shown = said("/pod demo Pump\n/pod demo Sail", cid);
  await at.send(shown);
  await at.send(edited(shown, "/pod demo Sail\n/pod demo Rudder"));
  const taken = said("/pod demo A mistake", ada);
  await at.send(taken);
  await at.send(edited(taken, "Never mind."));
  const { news, demos } = await digestOf(at);
  const titles = (list: Said[]) => list.map(({ item }) => item.title).sort();
  assert.equal(
    [titles(news), titles(demos)],
    [
      ["One", "Two"],
      ["Rudder", "Sail"],
    ],
  );
});

const WORDS = "/pod news https://cid.example.org/hull The hull\n/pod demo A hull\n/pod kudos @bob for the hull";
const opening = issue(8, cid, { body: WORDS });
const opened = { event: "issues", payload: { action: "opened", repository: hull, sender: cid, issue: opening } };

const titlesOf = async (at: Community) => {
  const { kudos, news, demos } = await digestOf(at);
  return [...kudos, ...news, ...demos].map(({ item }) => item.title);
};

test("what is deleted is taken back, wherever it stood and whoever deletes it", async () => {
  for (const written of [said(WORDS, cid), reviewComment(WORDS, cid), opened]) {
    for (const by of [cid, ada, null]) {
      const at = await openCommunity();
      await at.send(written);
      assert.is((await titlesOf(at)).length, 3);
      await at.send(deleted(written, by));
      assert.equal(await titlesOf(at), []);
    }
  }
});

test("what was deleted does not come back with a delivery that is late", async () => {
  const at = await openCommunity();
  const written = said("/pod demo A hul", cid);
  const mended = edited(written, "/pod demo A hull");
  for (const delivery of [deleted(mended, cid), mended, written]) await at.send(delivery);
  assert.equal(await titlesOf(at), []);
});

test("an order whose comment was deleted holds all the same, and so do words of another comment", async () => {
  const at = await openCommunity();
  const lena = user(32, "lena");
  const [order, post] = [said("/pod join hull", lena), said("/pod demo A hull", cid)];
  for (const delivery of [order, post, deleted(order, lena), said("/pod demo A jib", cid), deleted(post, cid)])
    await at.send(delivery);
  assert.is((await at.store.find(lena))?.standing.state, "waiting");
  assert.equal(await titlesOf(at), ["A jib"]);
});

test("a line that somebody else edits away is taken back, and one that they add is nobody's word", async () => {
  const at = await openCommunity();
  const written = said("/pod demo A hull\n/pod demo A jib", cid);
  await at.send(written);
  const { event, payload } = edited(written, "/pod demo A jib\n/pod demo A mast");
  const byAda = { event, payload: { ...(payload as object), sender: ada } };
  await at.send(byAda);
  assert.equal(await titlesOf(at), ["A jib"]);
});

test("the older version is answered as overtaken when it arrives last", async () => {
  for (const [first, second] of [
    ["news https://cid.example.org/1 First", "news https://cid.example.org/2 Second"],
    ["demo First", "demo Second"],
    ["kudos @bob first", "kudos @bob second"],
  ]) {
    const at = await openCommunity();
    const older = said(`/pod ${first}`, cid);
    assert.is(await at.outcome(edited(older, `/pod ${second}`)), "noted");
    await at.send(older);
    const answers = await at.store.pendingAnswers(`${hull.id}#5`);
    assert.equal(
      answers.slice(-2).map(({ outcome }) => outcome),
      ["overtaken", "noted"],
    );
    const { kudos, news, demos } = await digestOf(at);
    assert.equal(
      [...kudos, ...news, ...demos].map(({ item }) => item.title.toLowerCase()),
      ["second"],
    );
  }
});

test("thanks to the wrong person, mended by an edit, thank only the right one", async () => {
  const at = await openCommunity();
  const wrong = said("/pod kudos @cid for the review", ada);
  await at.send(wrong);
  await at.send(edited(wrong, "/pod kudos @bob for the review"));
  assert.equal(
    (await digestOf(at)).kudos.map(({ person }) => person),
    [named("bob")],
  );
});

test("the first words of somebody whom only GitHub knows name them", async () => {
  const at = await openCommunity();
  const givers = [user(41, "carla"), user(42, "carlo")];
  for (const giver of givers)
    assert.is(await at.outcome(byContributor(said("/pod kudos @bob thanks", giver))), "noted");
  assert.equal(
    (await digestOf(at)).kudos.map(({ from }) => from),
    [named("carla"), named("carlo")],
  );
});

test("somebody who was forgotten, though GitHub knows them, is asked to take part first", async () => {
  const at = await openCommunity();
  const gone = user(41, "carla");
  await at.send(said("/pod join hull\n/pod forget me", gone));
  for (const words of ["news https://carla.example.org/ A post", "demo A deck", "kudos @bob thanks"])
    assert.is(await at.outcome(byContributor(said(`/pod ${words}`, gone))), "is-forgotten", words);
});

test("whoever thanks takes part, and nobody does by being thanked", async () => {
  const at = await openCommunity();
  const others = [user(51, "dan"), user(52, "eve"), user(53, "fay")];
  for (const one of others) await at.send(said("/pod join hull", one));
  for (const n of [1, 2, 3, 4, 5]) await command(joinPod(at), { login: `pia-${n}`, areas: ["sail"] });
  for (const whom of ["bob", "dan", "pia-1"]) await at.send(said(`/pod kudos @${whom} for the hull`, cid));
  const { numbers, quiet, thanks, glance } = await at.preview();
  assert.equal([numbers.people, numbers.seated, numbers.pods, numbers.repositories], [1, 1, 1, 0]);
  assert.equal([quiet, thanks.items], [1, []]);
  assert.equal(
    glance.items.map(({ pod, weeks }: { pod: { area: string }; weeks: number[] }) => [pod.area, weeks.at(-1)]),
    [["Hull", 3]],
  );
  const { markdown } = (await command(at.digests, { do: "preview", week: WEEK })).body;
  assert.match(markdown, "1 person in 1 pod took part.");
  assert.match(markdown, /1 person active\n/);
});

test("what is noted already is said to be", async () => {
  const at = await openCommunity();
  await at.send(said("/pod kudos @bob for the hull", ada));
  assert.is(await at.outcome(said("/pod kudos @bob for the jib", ada)), "already");
  await at.send(said("/pod news https://cid.example.org/hull The hull", cid));
  assert.is(await at.outcome(said("/pod news https://cid.example.org/hull Mine", ada)), "already");
});

test("nobody thanks themselves by an earlier login", async () => {
  const at = await openCommunity();
  assert.is(await at.outcome(said("/pod kudos @cid for it", user(cid.id, "cid-anew"))), "oneself");
});

test("a person's words beyond a few are answered with the limit, and push out nobody's", async () => {
  const at = await openCommunity();
  for (const n of [1, 2, 3])
    assert.is(await at.outcome(said(`/pod news https://cid.example.org/${n} ${n}`, cid)), "noted");
  const fourth = said("/pod news https://cid.example.org/4 4", cid);
  assert.is(await at.outcome(fourth), "full");
  assert.is(await at.outcome(said("/pod demo A hull", cid)), "noted");
  assert.is(await at.outcome(said("/pod news https://bob.example.org/ Honest", bob)), "noted");
  assert.equal((await digestOf(at)).news.length, 4);
});

test("words that arrive when their week is published stand in the next, and the answer says so", async () => {
  const at = await openCommunity();
  await command(at.digests, { do: "publish", week: WEEK });
  assert.is(await at.outcome(said("/pod kudos @bob for the hull", ada)), "noted");
  const [answer] = (await at.store.pendingAnswers(`${hull.id}#5`)).filter(({ command }) => command === "kudos");
  assert.is(answer?.detail, "2026-W48");
  assert.equal(
    (await at.store.activities("2026-W48")).map(({ kind }) => kind),
    ["kudos"],
  );
});

test("a post that several people name stands there once", async () => {
  const at = await openCommunity();
  for (const by of [ada, bob]) await at.send(said("/pod news https://cid.example.org/hull The hull", by));
  assert.equal(
    (await digestOf(at)).news.map(({ person }) => person),
    [named("ada")],
  );
});

test("nobody is thanked who may not be named, and the answer does not say why", async () => {
  const at = await openCommunity();
  const [paused, left, gone, robot] = [user(31, "paul"), user(32, "lena"), user(33, "gwen"), user(34, "tugboat")];
  await at.send(said("/pod join hull\n/pod pause 4w", paused));
  await at.send(said("/pod join hull\n/pod leave", left));
  await at.send(said("/pod join hull\n/pod forget me", gone));
  await at.store.join(
    { subject: { ...robot, proposed: "ptug" }, profile: { areas: ["hull"] }, candidates: [] },
    { id: "", at: 0 },
  );
  for (const whom of [paused, left, gone, robot, user(35, "nobody")])
    assert.is(await at.outcome(said(`/pod kudos @${whom.login} thanks`, ada)), "not-there", whom.login);
  assert.equal((await digestOf(at)).kudos, []);
});

test("people who are forgotten or pause afterwards are named no more, and those who thanked them neither", async () => {
  const at = await openCommunity();
  await at.send(said("/pod kudos @bob for the hull", ada));
  await at.send(said("/pod kudos @ada for the jib, with bob", cid));
  await at.send(said("/pod news https://bob.example.org/ The hull of bob", cid));
  await at.send(said("/pod demo The hull", bob));
  await at.send(said("/pod forget me", bob));
  const after = await digestOf(at);
  assert.equal(after, {
    kudos: [{ person: named("ada"), from: named("cid"), item: inThread("for the jib, with …") }],
    news: [],
    demos: [],
  });
  await at.send(said("/pod pause 4w", cid));
  assert.equal((await digestOf(at)).kudos, [{ person: named("ada"), item: inThread("for the jib, with …") }]);
});

test("a stranger's words stay out, those of somebody whom GitHub knows as a contributor do not", async () => {
  const at = await openCommunity();
  const stranger = user(40, "stranger");
  const contributor = user(41, "carla");
  const delivery = said("/pod news https://spam.example.org Cheap hulls", stranger);
  assert.is(await at.outcome(delivery), "stranger");
  // Opening an issue makes somebody known, and no more.
  assert.is(await at.outcome(said("/pod news https://spam.example.org Cheap hulls", stranger)), "stranger");
  await at.send(byContributor(said("/pod demo A deck", contributor)));
  assert.equal(await digestOf(at), {
    kudos: [],
    news: [],
    demos: [{ person: named("carla"), item: inThread("A deck") }],
  });
});

test("nothing that is said in a private repository leaves it, also when it becomes private later", async () => {
  const at = await openCommunity();
  const secret = repository(71, "ships/secret", { private: true });
  for (const words of ["kudos @bob thanks", "news https://cid.example.org/ The plan", "demo The plan"])
    assert.is(await at.outcome(said(`/pod ${words}`, cid, 5, { repository: secret })), "private-repository", words);
  await at.send(said("/pod demo A hull", bob));
  await command(at.digests, { do: "publish", week: WEEK });
  const hidden = { ...hull, private: true, updated_at: "2026-11-23T10:00:00Z" };
  await at.send({ event: "repository", payload: { action: "privatized", repository: hidden, sender: ada } });
  assert.equal((await digestOf(at)).demos, []);
  assert.not.match(JSON.stringify((await get(at.digests, `/${WEEK}.json`)).body), /A hull|The plan|hull#5/);
});

test.run();
