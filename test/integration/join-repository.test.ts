import { suite } from "uvu";
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { closeStores, command, get, SETTINGS, testCommunity } from "../support/community.ts";
import { joinAll } from "../support/store.ts";

const test = suite("where people join");
test.after(closeStores);

const HTML = { Accept: "text/html" };
const WITH = `${SETTINGS}joinRepository: ships/berths\n`;

async function pages(yaml: string) {
  const community = await testCommunity(yaml);
  await joinAll(community.store, 5, "hull");
  const forPods = pods({ ...community, build: "test" });
  const read = async (area = "hull") => [
    (await get(forPods, "/narwhal", HTML)).body as string,
    (await get(joinPod(community), `/matches?area=${area}&ability=newcomer`, HTML)).body as string,
  ];
  return { read, rename: (name: string) => command(forPods, { do: "rename", pod: "narwhal", name }) };
}

const issuesIn = (page: string): URL[] =>
  [...page.matchAll(/href="(https:\/\/github\.com\/[^"]*\/issues\/new[^"]*)"/g)].map(
    ([, href = ""]) => new URL(href.replaceAll("&amp;", "&")),
  );

test("with a repository for it, every page opens an issue there with the command filled in", async () => {
  const { read } = await pages(WITH);
  for (const page of [...(await read()), ...(await read("galley")).slice(1)]) {
    const [issue, ...others] = issuesIn(page);
    assert.equal(others, []);
    assert.is(issue?.pathname, "/ships/berths/issues/new");
    assert.match(issue?.searchParams.get("body") ?? "", /^\/pod join \S/);
  }
});

test("without one, every page shows the comment to paste, and where: no address is made up", async () => {
  const { read } = await pages(SETTINGS);
  for (const page of [...(await read()), ...(await read("galley")).slice(1)]) {
    assert.equal(issuesIn(page), []);
    assert.match(page, /<pre[^>]*>\/pod join /);
    assert.match(page, /any issue or pull request of <a href="https:\/\/github\.com\/ships\/(hull|galley)">/);
  }
});

test.run();
