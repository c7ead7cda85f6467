/** Reads decisions about people. */

import { DECISIONS } from "../core/notice-errands.ts";
import { oneOf } from "../core/one-of.ts";
import { type Change, runIdOf } from "../core/plan/plan.ts";
import type { Decision, Decisions } from "../core/ports.ts";
import type { Client } from "./client.ts";
import type { StoreTools } from "./open-store.ts";
import { readGroup, readGroupsBefore } from "./pages.ts";
import { readGroupOutcomes, readPlanHead, readRunHead } from "./plan-heads.ts";

export function decisions({ client }: StoreTools): Decisions {
  const { fixed, of } = client.keys;
  return {
    async stays(person) {
      const [before] = await client.read(["ZSCORE", fixed("stays"), person]);
      return before === null ? undefined : Number(before);
    },

    async decisionsAbout(person) {
      const notes = await decisionsNoted(client, person);
      const found = await Promise.all(notes.map((note) => decisionIn(note, person)));
      return found.filter((one) => one !== undefined);
    },
  };

  async function decisionIn(note: string, person: string): Promise<Decision | undefined> {
    const [word = "", about = "", number, revision] = note.split("|");
    const what = oneOf(["run", "plan", ...DECISIONS], word, `What was decided about ${person}`);
    if (what === "run") return runAbout(person, about, Number(number));
    if (what === "plan") return planAbout(person, about, Number(number));
    return { of: "notice", what, about, at: Number(number), revision: Number(revision) };
  }

  async function runAbout(person: string, id: string, group: number): Promise<Decision | undefined> {
    const head = await readRunHead(client, id);
    if (!head) return undefined;
    const [changes, outcomes] = await Promise.all([
      readGroup(client, of("run", id), head.pages, group),
      readGroupOutcomes(client, id, group),
    ]);
    const applied = outcomes.filter((one) => one.outcome === "applied");
    const pods = Object.assign({}, ...applied.map((one) => one.pods));
    const isExAdvocate = applied.some((one) => one.group === group && one.exAdvocates?.includes(person));
    return { of: "run", at: head.startedAt, changes: changesOf(person, changes), pods, isExAdvocate };
  }

  async function planAbout(person: string, id: string, group: number): Promise<Decision | undefined> {
    const head = await readPlanHead(client, id);
    const { status, asked, staying = [], createdAt: at = 0 } = head?.plan ?? {};
    if (!head || !asked || staying.includes(person)) return undefined;
    const [changes, earlier] = await Promise.all([
      readGroup(client, of("plan", id), head.pages, group),
      readGroupsBefore(client, of("plan", id), head.pages, group),
    ]);
    const stays = (change: Change) => "member" in change && staying.includes(change.member);
    const stopped = new Set(earlier?.filter(stays).map((change) => change.group));
    const before = earlier?.filter((change) => !stopped.has(change.group));
    // A step that was made would have left another note.
    const isDropped = status !== "waiting" || changes.some(stays);
    const isBegun = (await readRunHead(client, runIdOf(head.plan))) !== undefined;
    const theirs = [...changes.filter(isForm), ...changesOf(person, changes)];
    return { of: "plan", plan: id, at, changes: theirs, step: changes, ...(before && { before }), isDropped, isBegun };
  }
}

/** One line each, the newest last. */
export async function decisionsNoted(client: Client, person: string): Promise<string[]> {
  const [notes] = await client.read(["HGET", client.keys.fixed("decisions"), person]);
  return ((notes as string | null) ?? "").split("\n").filter((note) => note !== "");
}

const changesOf = (person: string, changes: readonly Change[]): Change[] =>
  changes.filter((change) => "member" in change && change.member === person);

const isForm = ({ kind }: Change): boolean => kind === "form";
