/** GitHub's webhook: verifies a delivery, records its facts, runs the `/pod` commands in it. */
import {
  giveComment,
  giveTooFast,
  giveTooMany,
  isLimited,
  nameOfWords,
  newLines,
  takeBack,
} from "#shared/commands/comment-door.ts";
import type { CommandContext, CommentResult } from "#shared/commands/define.ts";
import { repositoryNames } from "#shared/core/activity.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { LINES_MAX } from "#shared/core/github/command-lines.ts";
import type { Commands } from "#shared/core/github/commands-in.ts";
import { type Reduction, reduce } from "#shared/core/github/delivery.ts";
import type { Delivery } from "#shared/core/github/incoming.ts";
import { repositoryIn } from "#shared/core/github/payload.ts";
import { lazily } from "#shared/core/lazily.ts";
import { type MaintainerRights, rightsOf } from "#shared/core/maintainers.ts";
import { formEncoded, notJson, notSigned, withoutHeaders } from "#shared/core/messages/deliveries.ts";
import type { Fact, Operation, Store, Subject } from "#shared/core/ports.ts";
import { type Source, saidAt } from "#shared/core/spoken.ts";
import { type App, type AppContext, createApp } from "#shared/openfaas/app.ts";
import { decode, mediaType } from "#shared/openfaas/body.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { openFunction, type RuntimeWith } from "#shared/openfaas/open-function.ts";
import { fingerprintOf, newPseudonym } from "#shared/openfaas/operation.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";
import { readAddress } from "#shared/redis/open-store.ts";
import { openStore } from "#shared/redis/store.ts";
import { errorPage } from "#shared/web/error-page.ts";
import { isSigned, isWellFormed } from "./signature.ts";

/** GitHub sends nothing larger. */
export const BODY_BYTES_MAX = 25 * 1024 * 1024;

/** The secret has two lines while it is being changed; without a secret every delivery is refused. */
export interface Deps extends RuntimeWith<"webhookSecret", Store> {
  readonly newPseudonym: () => string;
}

export function onGithubEvent(deps: Deps): App {
  const app = createApp({
    name: "on-github-event",
    log: deps.log,
    limits: deps,
    challenge: 'X-Hub-Signature-256 realm="pods"',
    errorPage: errorPage(deps.settings),
  });

  app.get("/", (c) => c.redirect(`${deps.settings().publicUrl}/pods/status`));

  app.post("/", takesBody(judgeHead, { bytesMax: BODY_BYTES_MAX }), async (c) => {
    if (!isSigned(c.get("body"), signatureOf(c), deps.webhookSecret())) throw new PodsError("unauthorized", notSigned);
    const { event, id } = headersOf(c);
    const delivery = { event, payload: parseObject(decode(c.get("body"))) };
    const formerly = await formerNames(delivery, deps);
    const reduction = reduce(delivery, { ...deps, settings: deps.settings(), formerly, at: deps.now() });
    if (reduction.outcome === "ignored") return c.json(await ignore(c, reduction, deps));
    if (reduction.commands?.lines.some(isForget)) extendDeadline(c, FORGET_MS);
    const recorded = await carryOut(reduction, id, deps);
    return recorded ? c.json({ outcome: "recorded" }, 202) : c.json({ outcome: "duplicate" });
  });

  return app;
}

/** GitHub takes our answer for a success and tells nobody, so the log and the status page do. */
async function ignore(
  c: AppContext,
  { stranger, ...answer }: Extract<Reduction, { outcome: "ignored" }>,
  { store, settings, now, log }: Deps,
) {
  c.set("reason", answer.reason);
  if (stranger !== undefined)
    await store.noteStranger({ owner: stranger, organisation: settings().organisation }, now()).catch((error) => {
      log.warn("The store was not told of a delivery from another owner", { callId: c.get("callId"), error });
    });
  return answer;
}

/** GitHub goes on leading people to a repository that was renamed, to open an issue there. */
async function formerNames({ event, payload }: Delivery, { settings, store }: Deps): Promise<string[]> {
  const isAboutIssue = event === "issues" || event === "issue_comment";
  const id = isAboutIssue && settings().joinRepository !== undefined ? repositoryIn(payload) : undefined;
  const known = id === undefined ? undefined : await store.repository(id);
  return known ? repositoryNames(known.name, known.formerly) : [];
}

/** `/pod forget me` looks through all that is stored. GitHub waits for ten seconds, and the watchdog for eight. */
const isForget = (line: string): boolean => /^forget\b/i.test(line.trim());
const FORGET_MS = 7_000;

const signatureOf = (c: AppContext) => c.req.header("x-hub-signature-256");

/** Everything that can be judged before the body: without it nothing can be signed. */
function judgeHead(c: AppContext): void {
  if (!isWellFormed(signatureOf(c))) throw new PodsError("unauthorized", notSigned);
  headersOf(c);
  checkType(c);
}

/** The name of an event only appears in the answer; the id of a delivery becomes a part of operation ids. */
const EVENT = /^[a-z0-9_]{1,60}$/;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function headersOf(c: AppContext): { event: string; id: string } {
  const event = c.req.header("x-github-event") ?? "";
  const id = c.req.header("x-github-delivery") ?? "";
  if (!EVENT.test(event) || !GUID.test(id)) throw new PodsError("malformed", withoutHeaders);
  return { event, id: id.toLowerCase() };
}

function checkType(c: AppContext): void {
  const type = mediaType(c);
  if (type === "application/x-www-form-urlencoded") throw new PodsError("unsupported-type", formEncoded);
  if (type !== "application/json") throw new PodsError("unsupported-type", notJson);
}

function parseObject(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new PodsError("malformed", notJson, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new PodsError("malformed", notJson);
  return value;
}

/**
 * Carries out the delivery's effects, each once. Every effect has a number in its operation id, so repeating the delivery
 * after a crash carries out the missing ones. Returns whether anything was new.
 */
async function carryOut(
  { fact, moved, errands, commands, withdrawal }: Extract<Reduction, { outcome: "accepted" }>,
  delivery: string,
  deps: Deps,
): Promise<boolean> {
  const { store } = deps;
  const at = deps.now();
  const operation = (n: number): Operation => ({ id: `${delivery}/${n}`, at });

  // First of all, since recording a login with another number makes the earlier owner lose it.
  const rights = await rightsOfAll([commands?.actor, fact.thread?.author, fact.activity?.person], deps);
  // Leaving works even when memory is full, and no fact can be stored.
  const answered = commands ? await answer(commands, rights, deps) : false;
  const withdrawn = withdrawal ? await takeBack(withdrawal, { store, settings: deps.settings(), at }) : false;
  const recorded = await record(fact, commands, operation(EFFECT.record), store);
  if (moved) await store.moveThread(moved.from, moved.to, operation(EFFECT.move));
  // An effect of its own, because the thread is due even if the fact came late and changes nothing.
  if (errands.length > 0) await store.enqueue(errands, operation(EFFECT.enqueue));
  const { kind, person } = fact.activity ?? {};
  if (kind === "merged" && person) await store.describe(person, {}, operation(EFFECT.raise));
  return answered || withdrawn || recorded;
}

/**
 * Returns whether the fact was new. Without room for it, its delivery need not come again if its commands were all that
 * counts in it, and their answer can be sent: we know its thread from an earlier one.
 */
async function record(
  fact: Fact,
  commands: Commands | undefined,
  operation: Operation,
  store: Deps["store"],
): Promise<boolean> {
  try {
    return (await store.record(fact, operation)) === "recorded";
  } catch (error) {
    const isRefused = error instanceof PodsError && error.code === "unavailable";
    if (!isRefused || !commands || fact.activity || !(await store.thread(commands.place.thread))) throw error;
    return false;
  }
}

/** The numbers of a delivery's effects. */
const EFFECT = { record: 0, enqueue: 1, raise: 2, move: 3 } as const;
/** The numbers of a command's effects after its own. */
const OF_COMMAND = { pace: 8, answer: 9 } as const;

/** The rights of the first, after every maintainer's login that stands here was looked at. */
async function rightsOfAll(
  [actor, ...others]: readonly (Subject | undefined)[],
  { store, settings }: Deps,
): Promise<MaintainerRights> {
  const { maintainers } = settings();
  const rights = actor ? await rightsOf(actor, maintainers, store) : "none";
  for (const other of others) if (other) await rightsOf(other, maintainers, store);
  return rights;
}

async function answer(commands: Commands, rights: MaintainerRights, deps: Deps): Promise<boolean> {
  let anyNew = false;
  const { actor, place, source, at, version } = commands;
  const { store, newPseudonym } = deps;
  const context = {
    store,
    settings: deps.settings(),
    actor: { kind: "person", subject: actor, rights },
    newPseudonym,
    place,
  } as const;
  // Before what the text says now, which may be about the same; but nothing that ends a part waits for it.
  const takenBack = lazily(() => takeBack(commands, { store, settings: deps.settings(), at: deps.now() }));
  for (const { line, place: index } of await newLines(commands, context)) {
    const name = nameOfWords(line, commands, context);
    if (name !== undefined) await takenBack();
    const command = commandId(source, version, line, index);
    const said = saidAt({ at, id: source.id, place: index });
    const operation = (effect = 0): Operation => ({ id: `${command}/${effect}`, at: deps.now(), said });
    const given = await give(line, index, commands, {
      ...context,
      operation,
      ...(name !== undefined && { line: name }),
    });
    if (!given) continue;
    const { errands, ...result } = given;
    const answer = { ...result, thread: place.thread, source, said, at: deps.now() };
    const outcome = await store.answer(answer, actor, { ...operation(OF_COMMAND.answer), errands });
    anyNew ||= outcome === "answered";
  }
  return (await takenBack()) || anyNew;
}

/** `undefined` for a command that gets no answer: somebody gives far too many. */
async function give(
  line: string,
  index: number,
  { actor, at }: Commands,
  context: CommandContext,
): Promise<CommentResult | undefined> {
  if (index >= LINES_MAX) return giveTooMany(at, context);
  const pace = isLimited(line)
    ? await context.store.pace(actor, { ...context.operation(OF_COMMAND.pace), at })
    : "go-on";
  switch (pace) {
    case "go-on":
      return giveComment(line, at, context);
    case "slow-down":
      return giveTooFast(at, context);
    case "too-many":
      return undefined;
    default:
      return unreachable(pace);
  }
}

/**
 * The same for every delivery of the same words: those of an organisation's hook, of a repository's and of an app, and
 * those that are sent again under another number.
 */
const commandId = ({ kind, id }: Source, version: number, line: string, index: number): string =>
  `${kind}:${id}/${version}/${fingerprintOf(line)}/${index}`;

export const start = openFunction({
  name: "on-github-event",
  secrets: { webhookSecret: "pods-webhook-secret", identityKey: "pods-identity-key" },
  openStore,
  readAddress,
  app: (runtime) => onGithubEvent({ ...runtime, newPseudonym }),
});

export default handle(start);
