/** What people say for the weekly digest in comments: `/pod kudos`, `/pod news`, `/pod demo`. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { closeStores, command, get, SETTINGS, testCommunity } from "../support/community.ts";
import {
  ada,
  bob,
  type Delivery,
  edited,
  guid,
  hull,
  repository,
  requestOf,
  said,
  user,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";

const test = suite("words for the digest");
test.after(closeStores);

const WEEK = "2026-W47";
const AFTER_IT = Date.parse("2026-11-24T12:00:00Z");
const cid = user(3, "cid");

/** A community in which ada works independently, and bob and cid wait for a seat. */
async function openCommunity() {
  const community = await testCommunity(`${SETTINGS}bots: [tugboat]\npublicUrl: https://pods.example.org\n`);
  const app = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  let deliveries = 0;
  const send = async (delivery: Delivery) => {
    const reply = await app.request("/", requestOf({ id: guid("words", ++deliveries), ...delivery }));
    assert.ok(reply.ok, await reply.text());
  };
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
    { subject: { ...robot, proposed: "ptug" }, profile: { areas: ["hull"] }, candidates: [], by: "import" },
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
  const { event, payload } = said("/pod demo A deck", contributor) as { event: string; payload: { comment: object } };
  await at.send({ event, payload: { ...payload, comment: { ...payload.comment, author_association: "CONTRIBUTOR" } } });
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
    assert.is(await at.outcome(said(`/pod ${words}`, cid, 5, { repository: secret })), "private", words);
  await at.send(said("/pod demo A hull", bob));
  await command(at.digests, { do: "publish", week: WEEK });
  const hidden = { ...hull, private: true, updated_at: "2026-11-23T10:00:00Z" };
  await at.send({ event: "repository", payload: { action: "privatized", repository: hidden, sender: ada } });
  assert.equal((await digestOf(at)).demos, []);
  assert.not.match(JSON.stringify((await get(at.digests, `/${WEEK}.json`)).body), /A hull|The plan|hull#5/);
});

test("the pod of somebody who is thanked has been active", async () => {
  const at = await openCommunity();
  for (const id of [50, 51, 52]) await at.send(said("/pod join hull", user(id)));
  await at.send(said("/pod kudos @bob for the hull", ada));
  assert.equal((await at.store.pulse([WEEK])).get(1), [1]);
});

test.run();
