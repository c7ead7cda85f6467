/** `/pod help` lists what somebody may write, where they ask. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sentence } from "#shared/commands/comment-door.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { ask, closeStores } from "../support/community.ts";
import { accountOf, type Doors, openDoors, type Person } from "../support/doors.ts";
import {
  bob,
  guid,
  repository,
  requestOf,
  said,
  type User,
  WEBHOOK_SECRET,
} from "../support/github/deliver-as-github.ts";

const test = suite("help");
test.after(closeStores);

let threads = 0;
/** The text of the answer to somebody's `/pod help`; bob opened the thread. */
async function helpFor(at: Doors, by: User, more: { repository?: { id: number } } = {}): Promise<string> {
  const thread = ++threads;
  const app = onGithubEvent({ ...at, webhookSecret: () => WEBHOOK_SECRET });
  const delivery = { ...said("/pod help", by, thread, more), id: guid("help", thread) };
  assert.is((await ask(app, "/", requestOf(delivery))).status, 202);
  const [answer] = await at.store.pendingAnswers(`${more.repository?.id ?? 70}#${thread}`);
  assert.ok(answer);
  return sentence(
    { ...answer, operation: "o" },
    { settings: at.settings(), pods: new Map(), lastNames: new Map(), people: new Map() },
  );
}

const wordsIn = (text: string): string => [...text.matchAll(/^\| `\/pod ([\w-]+)/gm)].map(([, word]) => word).join(" ");

const TAKING_PART = "kudos news demo forget";
const LISTED: Partial<Record<Person, string>> = {
  nora: "join independent who help",
  ivy: "join accept decline independent forget who help",
  dee: "join independent forget who help",
  wen: `join accept decline leave pause independent advocate ${TAKING_PART} who help`,
  cid: `join stay leave pause independent advocate ${TAKING_PART} who help`,
  bea: `join stay leave pause independent advocate step-down ${TAKING_PART} who help`,
  ada: "join stay leave pause independent advocate step-down kudos news demo forget who help notes rename nominate meeting pin unpin",
  pia: `join back independent ${TAKING_PART} who help`,
  ian: `join back ${TAKING_PART} who help`,
  al: "join back independent forget who help",
  captain: "join independent kudos news demo who help quiet notes pin unpin",
};

test("lists what people of each kind may use", async () => {
  const at = await openDoors();
  for (const [by, words] of Object.entries(LISTED) as [Person, string][])
    assert.is(wordsIn(await helpFor(at, accountOf(by))), words, by);
  assert.match(await helpFor(at, accountOf("ada")), /\| For your pod \| \|\n\|---\|---\|\n\| `\/pod notes /);
});

test("lists what works there: silence in one's own thread, and nothing for the digest where it is private", async () => {
  const at = await openDoors();
  assert.is(wordsIn(await helpFor(at, bob)), "join independent who help quiet");
  const secret = repository(71, "ships/secret", { private: true });
  const listed = wordsIn(await helpFor(at, accountOf("cid"), { repository: secret }));
  assert.is(listed, "join stay leave pause independent advocate forget who help");
});

test.run();
