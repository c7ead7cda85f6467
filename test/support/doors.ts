/** A community that many commands can be tried on, and the doors to give one through. */
import * as assert from "uvu/assert";
import { sentence } from "#shared/commands/comment-door.ts";
import { byNumber, type Pod } from "#shared/core/pod.ts";
import type { Store, Subject } from "#shared/core/ports.ts";
import { weekOf } from "#shared/core/week.ts";
import type { App } from "#shared/openfaas/app.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { ask, command, NOW, post, type Reply, SETTINGS, settledCommunity, type TestCommunity } from "./community.ts";
import { guid, requestOf, said, user, WEBHOOK_SECRET } from "./github/deliver-as-github.ts";
import { signedLink } from "./links.ts";

/** People by how they stand to the community. */
const PEOPLE = {
  nora: "unknown",
  ada: "seated: the advocate of Narwhal, in the hull",
  bea: "seated in Narwhal: a volunteer",
  cid: "seated in Narwhal",
  dot: "seated in Narwhal: pinned",
  eve: "seated in Narwhal",
  fay: "seated in Narwhal",
  gus: "seated: the advocate of Minke, in the galley",
  hal: "seated in Minke",
  ida: "seated in Minke",
  jon: "seated in Minke",
  kit: "seated in Minke",
  wen: "waiting for the sails",
  ivy: "invited, and wants the hull",
  pia: "paused",
  ian: "independent",
  al: "alumni",
  dee: "declined",
  captain: "a maintainer, and no member",
} as const;
export type Person = keyof typeof PEOPLE;

const NAMES = Object.keys(PEOPLE) as Person[];
export const accountOf = (login: Person) => user(100 + NAMES.indexOf(login), login);
const subjectOf = (login: Person): Subject => ({ login, id: accountOf(login).id, proposed: `p${login}` });

export interface Doors extends TestCommunity {
  readonly apps: Readonly<Record<"join-pod" | "pods" | "rebalance" | "weekly-digest", App>>;
  /** From now on the settings do not name the area. */
  readonly loseArea: (area: string) => void;
}

/** The same community each time. */
export async function openDoors(): Promise<Doors> {
  const community = await settledCommunity(SETTINGS.replace("consent: assign", "consent: offer"));
  const { store } = community;
  let settings = community.settings();
  community.settings = () => settings;
  const at = { id: "", at: NOW };
  const take = (login: Person, area: string, more: { volunteer?: boolean } = {}) =>
    store.join(
      {
        subject: subjectOf(login),
        profile: { areas: [area], ability: "experienced", ...more },
        candidates: [],
      },
      at,
    );
  for (const login of ["ada", "bea", "cid", "dot", "eve", "fay"] as const)
    await take(login, "hull", { volunteer: login === "ada" || login === "bea" });
  for (const login of ["gus", "hal", "ida", "jon", "kit"] as const)
    await take(login, "galley", { volunteer: login === "gus" });
  for (const login of ["wen", "pia", "al"] as const) await take(login, "sail");
  await store.leave(subjectOf("pia"), "paused", at);
  await store.leave(subjectOf("al"), "alumni", at);
  const invited = { ivy: "hull", ian: "sail", dee: "sail" } as const;
  await store.invite(
    (["ivy", "ian", "dee"] as const).map((login) => ({
      subject: subjectOf(login),
      profile: { areas: [invited[login]] },
    })),
    at,
  );
  await store.leave(subjectOf("ian"), "independent", at);
  await store.leave(subjectOf("dee"), "known", at, { declined: true });
  await store.pin(subjectOf("dot"), true, at);
  return {
    ...community,
    loseArea(area) {
      const { [area]: _, ...areas } = settings.areas;
      settings = { ...settings, areas };
    },
    apps: {
      "join-pod": joinPod(community),
      pods: pods(community),
      rebalance: rebalance(community),
      "weekly-digest": weeklyDigest(community),
    },
  };
}

/** Two people of each pod want the other pod's area, and a plan waits. Returns its id. */
export async function planned({ store, apps }: Doors): Promise<string> {
  for (const [login, area] of [
    ["cid", "galley"],
    ["eve", "galley"],
    ["hal", "hull"],
    ["ida", "hull"],
  ] as const)
    await store.describe({ login }, { areas: [area] }, { id: "", at: 0 });
  return (await command(apps.rebalance, { do: "plan" })).body.id;
}

/** What a door says: the word of the outcome. A fault of the body itself has none; a comment calls it "unusable". */
export const outcomeOf = ({ status, body }: Reply): string =>
  body.outcome ?? (status === 422 ? "unusable" : `HTTP ${status}`);

export async function givenAsJson({ apps }: Doors, to: string, body: object): Promise<string> {
  const app = Object.entries(apps).find(([name]) => name === to)?.[1];
  if (!app) throw new Error(`No function "${to}" takes commands as JSON.`);
  return outcomeOf(await command(app, body));
}

let comments = 0;

/** Gives `/pod <line>` as the person's comment, in a thread of its own. */
export async function givenAsComment(community: Doors, by: Person, line: string): Promise<string> {
  const { status, answer } = await answerTo(community, by, line);
  return answer?.outcome ?? `no answer, HTTP ${status}`;
}

/** The same, with the sentence that answers it. */
export async function replyTo(community: Doors, by: Person, line: string): Promise<string> {
  const { answer } = await answerTo(community, by, line);
  assert.ok(answer);
  const { store, settings } = community;
  const [pods, people] = [byNumber(await store.pods()), await store.profiles([answer.person ?? ""])];
  return sentence(answer, { settings: settings(), pods, lastNames: new Map(), people });
}

async function answerTo(community: Doors, by: Person, line: string) {
  const thread = ++comments;
  const app = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  const delivery = said(`/pod ${line}`, accountOf(by), thread);
  const { status } = await ask(app, "/", requestOf({ ...delivery, id: guid("comment", thread) }));
  const [answer] = await community.store.pendingAnswers(`70#${thread}`);
  return { status, answer };
}

/** Sends a command by the form on a page of a plan or a run, with the link that opens the page. */
export async function givenAsForm(
  { apps }: Doors,
  page: string,
  { do: word, ...fields }: Record<string, unknown>,
): Promise<Reply> {
  const form = new URLSearchParams({ do: String(word) });
  if (Array.isArray(fields.except)) for (const login of fields.except) form.append("except", login);
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  return post(apps.rebalance, String(form), headers, signedLink(page));
}

/** How everybody and every pod stands, by their names: equal for communities in which the same has happened. */
export async function standing({ store }: Doors): Promise<Readonly<Record<string, unknown>>> {
  const found = await Promise.all(NAMES.map(async (login) => [login, await store.find({ login })] as const));
  const people = found.flatMap(([login, member]) => {
    // Somebody unknown who gives a command in a comment is known from then on; JSON about them makes nobody known.
    if (!member || member.profile.areas.length === 0) return [];
    const { state, pod, pinned } = member.standing;
    // Only a comment tells the number of an account, stands in a thread, and is the person's own word.
    const { id: _, thread: __, volunteerBy: ___, anywhereBy: ____, ...profile } = member.profile;
    return [[login, { ...profile, state, pod, pinned }] as const];
  });
  const logins = new Map(found.flatMap(([login, member]) => (member ? [[member.pseudonym, login] as const] : [])));
  const pods = (await store.pods()).map((pod) => podWith(pod, (id) => logins.get(id) ?? "somebody"));
  const said = (await store.activities(weekOf(NOW, "UTC"))).map(({ kind, person, title, link, by }) =>
    [kind, logins.get(person ?? ""), title, link, by && logins.get(by)].join(" "),
  );
  return {
    people: Object.fromEntries(people),
    pods,
    said: said.sort(),
    waiting: await waitingBy(store, (id) => logins.get(id) ?? "somebody"),
  };
}

/** When a nomination was said, or the time of a meeting, differs from run to run. */
const podWith = (
  { seats, advocate, advocateSaid: _, meetsSince: __, ...pod }: Pod,
  nameOf: (id: string) => string,
) => ({
  ...pod,
  advocate: advocate && nameOf(advocate),
  seats: seats
    .map(({ pseudonym, ...seat }) => ({ ...seat, login: nameOf(pseudonym) }))
    .sort((a, b) => a.login.localeCompare(b.login)),
});

const waitingBy = async (store: Store, nameOf: (id: string) => string) =>
  Object.fromEntries(
    await Promise.all(
      ["hull", "sail", "galley"].map(async (area) => [area, (await store.waiting(area)).map(nameOf)] as const),
    ),
  );
