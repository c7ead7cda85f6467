/** Every page of every function, derived from the list of routes, of a community that is full, empty, or full of hostile texts. */

import * as assert from "uvu/assert";
import { CHANNEL_MEDIA } from "#shared/channels/index.ts";
import { parseChatSecret } from "#shared/channels/secret.ts";
import { POD_NAME_LENGTH_MAX } from "#shared/core/pod.ts";
import type { App } from "#shared/openfaas/app.ts";
import { mediaOf } from "#shared/openfaas/negotiate.ts";
import { STYLE_NAME } from "#shared/web/style-name.ts";
import { deliver } from "../../functions/deliver/handler.ts";
import { joinPod } from "../../functions/join-pod/handler.ts";
import { onGithubEvent } from "../../functions/on-github-event/handler.ts";
import { pods } from "../../functions/pods/handler.ts";
import { ROUTES, type Route } from "../../functions/pods/routes.ts";
import { rebalance } from "../../functions/rebalance/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { ask, CSV, command, NOW, post, rebalancing, SETTINGS, type TestCommunity, testCommunity } from "./community.ts";
import { hull, pull, requestOf, user, WEBHOOK_SECRET } from "./github/deliver-as-github.ts";
import { signedLink } from "./links.ts";

export type Kind = "full" | "empty" | "hostile";
type Apps = Readonly<Record<Route["function"], App>>;

export interface ShownPage {
  /** Below the gateway: /function/pods/narwhal */
  readonly path: string;
  readonly status: number;
}

interface KeptRead {
  readonly function: Route["function"];
  /** Inside the function. */
  readonly path: string;
  readonly accept: string;
}

export interface ShownCommunity {
  readonly community: TestCommunity;
  readonly apps: Apps;
  /** What everybody may read and caches may keep, in every format. */
  readonly kept: readonly KeptRead[];
  /** Where each read of the table is. */
  readonly reads: readonly { readonly route: Route; readonly path: string }[];
  /** By names that tell them apart, such as `rebalance /plans/{id}, private`. */
  readonly pages: ReadonlyMap<string, ShownPage>;
  /** The plan's page as its maintainer opens it; none where nobody is. */
  readonly planPage: string;
}

const EVIL = `"'><script>alert(1)</script><img src=x>&amp;`;
/** A plan may move half of the people, so it has several steps. */
const LIVELY = rebalancing("maxMovesPercent: 50");
const MEETING =
  'meetings: { contributor: { weekday: Thursday, time: "17:00", timezone: Europe/London, link: https://meet.example.org/ } }\n';
const YAML: Readonly<Record<Kind, string>> = {
  full: `${LIVELY}joinRepository: ships/berths\n${MEETING}`,
  empty: SETTINGS,
  hostile: `${LIVELY}${MEETING}`
    .replace("Ships", JSON.stringify(EVIL))
    .replace("Sails", JSON.stringify(EVIL))
    .replace("Galley", `"${"x".repeat(60)}"`),
};
/** The week before the one that NOW is in. */
const WEEK = "2026-W46";
const WEEK_MS = 7 * 86_400_000;
/** Pages whose reader may type anything into the address. */
const SEARCH = encodeURIComponent(`${EVIL} \u202e`);

/** `settings` are further lines of `pods.yml`. */
export async function openShownCommunity(kind: Kind, settings = ""): Promise<ShownCommunity> {
  let people = 0;
  // In a fixed order, so that the plan is the same every time.
  const newPseudonym = () => `person${String(++people).padStart(3, "0")}`;
  const community = { ...(await testCommunity(`${YAML[kind]}${settings}`)), newPseudonym };
  const apps: Apps = {
    pods: pods({ ...community, build: "test" }),
    "join-pod": joinPod(community),
    rebalance: rebalance(community),
    "weekly-digest": weeklyDigest(community),
    "on-github-event": onGithubEvent({ ...community, now: () => NOW - WEEK_MS, webhookSecret: () => WEBHOOK_SECRET }),
    deliver: deliver({ ...community, github: () => undefined, connections: () => parseChatSecret(undefined) }),
  };
  const samples =
    kind === "empty" ? NOBODY : await fill(apps, kind === "hostile" ? EVIL : "Ünïcorns_without_any_break");
  const pages = new Map([...pagesOfRoutes(kind, samples), ...ERRORS]);
  const kept = kind === "empty" ? [] : [...keptReads(samples)];
  const reads =
    kind === "empty"
      ? []
      : ROUTES.filter(({ method }) => method === "get").map((route) => ({
          route,
          path: addressOf(route.path, samples),
        }));
  return {
    community,
    apps,
    kept,
    reads,
    pages,
    planPage: signed({ function: "rebalance", path: "/plans/{id}" }, samples),
  };
}

/** What stands in the places of a route's parameters, and whom the plan moves. */
interface Samples {
  readonly id: Readonly<Record<string, string>>;
  readonly slug: string;
  readonly login: string;
  readonly week: string;
  readonly mover: string;
  /** Of a file. */
  readonly name: string;
}

const NOBODY: Samples = { id: {}, slug: "", login: "", week: "", mover: "", name: STYLE_NAME };

/** What may follow a page's address and changes the page. */
const VARIANTS: Readonly<Record<string, (samples: Samples) => readonly string[]>> = {
  "pods /": () => ["?timezone=Europe/Berlin&open=1&area=hull", `?q=${SEARCH}`, "?limit=1"],
  "pods /{slug}": () => ["?timezone=Asia/Tokyo"],
  "pods /agenda": () => ["?timezone=Asia/Tokyo"],
  "join-pod /matches": () => ["?area=galley&timezone=Asia/Tokyo&ability=newcomer"],
  "rebalance /plans/{id}": ({ mover }) => [`?except=${mover}`, "?instead=1"],
};

/** The pages that routes lead to. In an empty community nothing has a name, and some pages say that there is nothing yet. */
function* pagesOfRoutes(kind: Kind, samples: Samples): Iterable<[string, ShownPage]> {
  for (const route of ROUTES) {
    const name = `${route.function} ${route.path}`;
    if (route.method !== "get" || !route.formats?.includes("html")) continue;
    if (kind === "empty" && route.path.includes("{")) continue;
    const status = kind === "empty" && ["rebalance /", "weekly-digest /"].includes(name) ? 404 : 200;
    const path = `/function/${route.function}${addressOf(route.path, samples)}`;
    const privately = route.security?.includes("signedLink") ? [signed(route, samples)] : [];
    const publicly = route.security && !route.security.includes("none") ? [] : [path];
    for (const address of [...publicly, ...privately]) {
      const isPrivate = address !== path;
      for (const variant of ["", ...(VARIANTS[name]?.(samples) ?? [])]) {
        if (variant.includes("except") && !isPrivate) continue;
        const shown = isPrivate ? address + variant.replace("?", "&") : address + variant;
        yield [`${name}${variant}${isPrivate ? ", private" : ""}`, { path: shown, status }];
      }
    }
  }
}

function* keptReads(samples: Samples): Iterable<KeptRead> {
  for (const { function: name, method, path, answers, formats = ["json"] } of ROUTES) {
    if (method !== "get" || !(304 in answers)) continue;
    const accepted = formats.length > 0 ? formats.map((format) => mediaOf(format, CHANNEL_MEDIA)) : ["*/*"];
    for (const accept of accepted) yield { function: name, path: addressOf(path, samples), accept };
  }
}

function addressOf(path: string, samples: Samples): string {
  return path.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = parameter === "id" ? samples.id[path] : samples[parameter as Exclude<keyof Samples, "id">];
    if (!value) throw new Error(`${path} is a page: say in ${import.meta.url} what stands for {${parameter}}.`);
    return value;
  });
}

const signed = ({ function: name, path }: Pick<Route, "function" | "path">, samples: Samples): string =>
  samples === NOBODY && path.includes("{")
    ? ""
    : `/function/${name}${signedLink(addressOf(path, samples), { function: name })}`;

/** Each function's error, and errors with a list of faults, without proof, and with a hostile address. */
const ERRORS: readonly (readonly [string, ShownPage])[] = [
  ...[...new Set(ROUTES.map((route) => route.function))].map(
    (name) => [`${name}, error`, { path: `/function/${name}/no/such/page`, status: 404 }] as const,
  ),
  ["unknown area", { path: `/function/pods/?area=no-${SEARCH}`, status: 422 }],
  ["unknown pod", { path: `/function/pods/${SEARCH}`, status: 404 }],
  ["expired link", { path: "/function/rebalance/plans/gone?key=expired", status: 401 }],
  ["unpublished week", { path: "/function/weekly-digest/2020-W01", status: 404 }],
  ["no page by this method", { path: "/function/deliver/", status: 405 }],
];

/** Pods with room and one without, advocates and a pod that has none, a meeting, work on GitHub, runs, and a plan with moves. */
async function fill(apps: Apps, name: string): Promise<Samples> {
  const zones = ["Europe/Berlin", "Asia/Tokyo", "America/New_York"];
  const rows = Array.from({ length: 24 }, (_, n) => {
    const area = n < 9 ? "hull|sail" : n < 16 ? "sail" : "galley|hull";
    const ability = ["newcomer", "contributor", "experienced", "maintainer"][n % 4];
    return `person-with-a-name-${n},${area},${ability},${zones[n % 3]},${n % 5 === 0 ? "yes" : ""}`;
  });
  await post(apps["join-pod"], `login,areas,ability,timezone,advocate\n${rows.join("\n")}`, CSV);
  for (let n = 9; n < 12; n++) await command(apps["join-pod"], { do: "leave", login: `person-with-a-name-${n}` });
  await work(apps, name);
  await given(apps["join-pod"], { do: "demo", login: "person-with-a-name-1", title: name });
  await given(apps["join-pod"], { do: "notes", login: "captain", link: "https://notes.example.org/thursday" });
  await command(apps["weekly-digest"], { do: "publish", week: WEEK });
  const { body: seated } = await command(apps.rebalance, { do: "plan" });
  const { body: run } = await command(apps.rebalance, { do: "apply", plan: seated.id });
  await given(apps.pods, { do: "rename", pod: "narwhal", name: name.slice(0, POD_NAME_LENGTH_MAX) });
  const meeting = { weekday: "Thursday", time: "17:00", timezone: "Europe/London", link: "https://meet.example.org/" };
  await given(apps.pods, { do: "meeting", pod: "narwhal", ...meeting });
  for (const [n, area] of [
    [1, "galley"],
    [2, "galley"],
    [3, "sail"],
    [18, "hull"],
    [22, "hull"],
  ]) {
    await command(apps["join-pod"], { do: "areas", login: `person-with-a-name-${n}`, areas: [area] });
  }
  const { body: plan } = await command(apps.rebalance, { do: "plan" });
  const mover = plan.changes.find(({ login }: { login?: string }) => login);
  assert.ok(plan.groups > 1 && mover, "a plan of several steps, with somebody to leave out");
  return {
    id: { "/plans/{id}": plan.id, "/runs/{id}": run.id },
    slug: "narwhal",
    login: "person-with-a-name-1",
    week: WEEK,
    mover: mover.login,
    name: STYLE_NAME,
  };
}

/** A command without which a page would not show what it is to be tried with. */
async function given(app: App, body: object): Promise<void> {
  const { status, body: answer } = await command(app, body);
  assert.is(status, 200, JSON.stringify(answer));
}

/** Merged pull requests of several people, and one of the week before that was reviewed. */
async function work(apps: Apps, title: string): Promise<void> {
  const at = new Date(NOW - WEEK_MS).toISOString();
  const [author, reviewer] = [1, 2].map((n) => user(100 + n, `person-with-a-name-${n}`));
  const earlier = { repository: hull, pull_request: pull(20, author!, { title, created_at: at, updated_at: at }) };
  const review = { id: 1, user: reviewer, body: title, state: "approved", submitted_at: at };
  const deliveries = [
    { event: "pull_request", payload: { ...earlier, action: "opened", sender: author } },
    { event: "pull_request_review", payload: { ...earlier, action: "submitted", sender: reviewer, review } },
  ];
  for (const delivery of deliveries)
    assert.is((await ask(apps["on-github-event"], "/", requestOf(delivery))).status, 202);
  for (let n = 0; n < 6; n++) {
    const author = user(100 + n, `person-with-a-name-${n}`);
    const thread = pull(n + 1, author, { title: `${title} ${n}`, merged: true, state: "closed" });
    const payload = { action: "closed", repository: hull, sender: author, pull_request: thread };
    const { status } = await ask(apps["on-github-event"], "/", requestOf({ event: "pull_request", payload }));
    assert.is(status, 202);
  }
}
