/** Files whose dry run says what the import then does. */
import * as assert from "uvu/assert";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { CSV, post, type Reply, type TestCommunity } from "./community.ts";

/** What a report says of the rows; the rest is about what comes after an import. */
const ABOUT_ROWS = ["added", "changed", "unchanged", "file", "seats", "roles", "rejected", "remarks", "ignored"];

/** Imports a file after a dry run, which writes nothing and says the same. */
export async function importRehearsed(community: TestCommunity, file: string): Promise<Reply> {
  const app = joinPod(community);
  const before = await community.store.version();
  const dry = await post(app, file, CSV, "/?dryRun=true");
  assert.is(await community.store.version(), before, "a dry run writes nothing");
  const reply = await post(app, file, CSV);
  assert.is(dry.status, reply.status);
  for (const part of reply.status === 200 ? ABOUT_ROWS : ["detail"])
    assert.equal(dry.body[part], reply.body[part], `${part}:\n${file}`);
  return reply;
}
