/**
 * Faults that once passed in silence, planted in a copy of the repository: each is an error of the type checker, or a test
 * that fails and names it.
 */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { patched } from "../support/recipes.ts";
import { copyTree, type TreeCopy } from "../support/tree-copy.ts";

const SHARED = "functions/_shared";

interface Fault {
  readonly title: string;
  readonly file: string;
  /** As in the recipes. */
  readonly diff: string;
  /** The file in which the type checker finds it, and words of its message. */
  readonly found: readonly [file: string, message: RegExp];
}

const FAULTS: readonly Fault[] = [
  {
    title: "a channel without a message of its own for the digest, which was sent in another channel's format",
    file: `${SHARED}/channels/slack.ts`,
    diff: "-  digest: renderDigest,\n",
    found: [`${SHARED}/channels/slack.ts`, /'digest'/],
  },
  {
    title: "an answer of a channel that nobody handles, behind a cast",
    file: `${SHARED}/channels/channel.ts`,
    diff: ' export type Ended =\n+  | { readonly state: "moved"; readonly detail: string }\n',
    found: ["functions/deliver/chat-errand.ts", /"moved"/],
  },
  {
    title: "a kind of errand that a port knows and deliver does not",
    file: `${SHARED}/core/outbox.ts`,
    diff: ' export type Errand =\n+  | { readonly kind: "notice"; readonly person: string }\n',
    found: ["functions/deliver/send-errand.ts", /"notice"/],
  },
  {
    title: "an answer of the store that a command passes over",
    file: `${SHARED}/commands/pause.ts`,
    diff: '-      case "left":\n-      case "already": {\n+      case "left": {\n',
    found: [`${SHARED}/commands/pause.ts`, /"already"/],
  },
  {
    title: "an answer of a verb that its caller does not know",
    file: `${SHARED}/redis/library.ts`,
    diff: '-  lock: ["change", ["changed", "unchanged", "overtaken", "unknown"], lua.lock],\n+  lock: ["change", ["changed", "unchanged", "overtaken", "unknown", "sealed"], lua.lock],\n',
    found: [`${SHARED}/redis/stewardship.ts`, /"sealed"/],
  },
  {
    title: "an outcome of a command without a sentence",
    file: `${SHARED}/commands/leave.ts`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a line of that file
    diff: '-    "already-left": { status: 200, say: dated((day) => `You held no seat on ${day}.`) },\n',
    found: [`${SHARED}/commands/leave.ts`, /already-left/],
  },
  {
    title: "a command about plans without a word for work that goes on after its answer",
    file: `${SHARED}/commands/undo.ts`,
    diff: '-  underWay: "undoing",\n',
    found: [`${SHARED}/commands/undo.ts`, /'underWay'/],
  },
  {
    title: "a reason of a plan without words",
    file: `${SHARED}/core/messages/reasons.ts`,
    diff: '-    case "no-room":\n-      return "no pod had room";\n',
    found: [`${SHARED}/core/messages/reasons.ts`, /no-room/],
  },
];

let copy: TreeCopy;
const test = suite("what once failed in silence");

const plant = async (file: string, diff: string) => copy.write(file, patched(await copy.read(file), diff));

test.before(async () => {
  copy = await copyTree();
});

test("a term that the search does not count fails the test of its books, by name", async () => {
  const file = `${SHARED}/core/scoring/points-by.ts`;
  const before = await copy.read(file);
  await plant(
    file,
    "-    ofArc: (hours: number): number => total(podTerms, ({ count }) => count.arc?.(hours)),\n+    ofArc: (): number => 0,\n",
  );
  const { ok, output } = await copy.run("npm", ["test", "--", "scoring/search-books"]);
  assert.not(ok);
  assert.match(output, /the search does not count the term hours/);
  await copy.write(file, before);
});

test("the type checker names every other one", async () => {
  for (const { file, diff } of FAULTS) await plant(file, diff);
  const errors = await copy.typeErrors("functions");
  const silent = FAULTS.filter(({ found: [file, message] }) => !message.test(errors.get(file) ?? ""));
  assert.equal(
    silent.map(({ title, found: [file] }) => [title, errors.get(file)]),
    [],
  );
});

test.run();
