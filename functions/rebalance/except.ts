/** Applying a plan without some people: their pseudonyms, the rest of the plan, and its cost. */
import { invalidAt, PodsError } from "#shared/core/errors.ts";
import { isAsked } from "#shared/core/notices.ts";
import { foundingSince } from "#shared/core/plan/settling.ts";
import type { Directory, During, Planner, Plans, Run, StoredPlan } from "#shared/core/ports.ts";
import type { Community } from "#shared/core/scoring/community.ts";
import { areaNow, type Settings } from "#shared/core/settings.ts";

/** Throws PodsError "invalid" for an unknown login: if it is misspelt, the plan would move the person after all. */
export async function stayersAmong(logins: readonly string[], store: Pick<Directory, "find">): Promise<string[]> {
  return Promise.all(
    logins.map(async (login, index) => {
      const member = await store.find({ login });
      if (member) return member.pseudonym;
      throw invalidAt(`/except/${index}`, `Nobody here is called ${login}.`);
    }),
  );
}

interface Present {
  readonly store: Pick<Plans, "snapshot">;
  readonly settings: Settings;
}

/** The community as it is now. Seats that the plan took for a proposal are one still, so that leaving them costs nothing. */
export async function communityFor(
  { createdAt, changes }: StoredPlan,
  { store, settings }: Present,
): Promise<Community> {
  const { community } = await store.snapshot({ foundingSince: foundingSince(createdAt) });
  const formed = changes.flatMap((change) => (change.kind === "form" ? [change.area] : []));
  return { ...community, goneAreas: formed.filter((area) => areaNow(settings, area) === undefined) };
}

/** Those of the people who asked to stay whose seat the plan would take, and those of these others whom it names. */
export function stayersIn(plan: Pick<StoredPlan, "changes" | "staying">, others: readonly string[]): string[] {
  const { changes, staying } = plan;
  const moved = new Set(changes.filter(isAsked).map(({ member }) => member));
  const named = new Set(changes.flatMap((change) => ("member" in change ? [change.member] : [])));
  const those = [...staying.filter((member) => moved.has(member)), ...others.filter((member) => named.has(member))];
  return [...new Set(those)];
}

/** What remains when these people stay, and the cost of that in the current seating; `undefined` if none of it fits. */
export async function leaveOut(
  plan: StoredPlan,
  staying: readonly string[],
  { planner, ...present }: Present & { readonly planner: Planner },
  during?: During,
): Promise<Pick<Run, "changes" | "leftOut"> | undefined> {
  const input = { community: await communityFor(plan, present), plan: { changes: plan.changes }, staying };
  const { changes, fits, cost, dropped } = await planner.leaveOut(input, during);
  if (!fits) return undefined;
  return { changes, ...(dropped.length > 0 && { leftOut: { staying, cost, dropped } }) };
}

interface Stayers {
  /** The people whom the caller leaves out, and those who asked to stay. */
  readonly asked: readonly string[];
  readonly stay: readonly string[];
  /** Whether the caller leaves out nobody else. */
  readonly isWhole: boolean;
}

/**
 * A run that has started keeps its people. Throws PodsError "conflict" when it contains a person who is to be left out
 * now, would still move a person who asked to stay since, or leaves out a person whom the caller does not.
 */
export async function refuseOthers(run: Run, { asked, stay, isWhole }: Stayers, store: Pick<Directory, "profiles">) {
  await refuseToMove(run, asked, stay, store);
  const named = new Set([...asked, ...stay]);
  const others = isWhole ? (run.leftOut?.staying ?? []).filter((member) => !named.has(member)) : [];
  if (others.length === 0) return;
  const profiles = await store.profiles(others);
  const errors = others.map((member) => ({
    pointer: "/except",
    detail: `${profiles.get(member)?.login || "A former member"} is left out of this run.`,
  }));
  throw new PodsError(
    "conflict",
    "This plan is already being applied, and it leaves out a person whom you do not. To go on with it, name the same people in `except`.",
    { errors },
  );
}

async function refuseToMove(
  { changes, groups, finished }: Run,
  asked: readonly string[],
  stay: readonly string[],
  store: Pick<Directory, "profiles">,
): Promise<void> {
  const settled = new Set(groups.map(({ group }) => group));
  const [leftOut, stayers] = [new Set(asked), new Set(stay)];
  const isWrong = (member: string, group: number) =>
    leftOut.has(member) || (!finished && !settled.has(group) && stayers.has(member));
  const wrong = new Set(
    changes.flatMap((change) => ("member" in change && isWrong(change.member, change.group) ? [change.member] : [])),
  );
  if (wrong.size === 0) return;
  const profiles = await store.profiles(wrong);
  const errors = [...wrong].map((member) => ({
    pointer: leftOut.has(member) ? `/except/${asked.indexOf(member)}` : "/plan",
    detail: `${profiles.get(member)?.login || "A former member"} ${leftOut.has(member) ? "is" : "asked to stay, and is"} in this run.`,
  }));
  throw new PodsError(
    "conflict",
    "This plan is already being applied, and it moves a person who is to stay. Undo its run, and apply a fresh plan.",
    { errors },
  );
}
