/** Every address of every function, for the OpenAPI document. A test walks the functions and finds each of theirs here. */
import { CHANNEL_MEDIA, type ChannelFormat } from "#shared/channels/index.ts";
import type { FunctionName } from "#shared/core/in-force.ts";
import type { Format } from "#shared/openfaas/negotiate.ts";
import type { AnswerName } from "./answer-schemas.ts";

export type SchemaName = "MemberCommand" | "RebalanceCommand" | "DigestCommand" | "PodCommand";

export interface Route {
  readonly function: FunctionName;
  readonly method: "get" | "post";
  readonly path: string;
  readonly summary: string;
  /** By status. Errors go without saying. */
  readonly answers: Readonly<Record<number, string>>;
  /** Representations, the first for readers who do not mind; JSON when left out. */
  readonly formats?: readonly (Format | ChannelFormat)[];
  /** What the JSON holds, one of these. */
  readonly json?: readonly AnswerName[];
  readonly body?: { readonly schema?: SchemaName; readonly tick?: true; readonly rows?: true; readonly form?: true };
  readonly security?: readonly ("none" | "adminKey" | "signedLink" | "webhook")[];
  /** What may follow the `?`: `rows` for a list that pages, `plan` for a plan's rows and whom to leave out. */
  readonly query?: "directory" | "zone" | "matches" | "rows" | "plan" | "import";
}

const get = (name: Route["function"], path: string, summary: string, more: Partial<Route> = {}): Route => ({
  function: name,
  method: "get",
  path,
  summary,
  answers: { 200: "The answer", 304: "Not modified" },
  ...more,
});
const post = (name: Route["function"], path: string, summary: string, more: Partial<Route> = {}): Route => ({
  function: name,
  method: "post",
  path,
  summary,
  answers: { 200: "The outcome" },
  json: ["Outcome"],
  ...more,
});

/** As it is now, each time. */
const NEVER_KEPT: Pick<Route, "answers"> = { answers: { 200: "The answer" } };
const PAGE: Pick<Route, "formats"> = { formats: ["html", "json"] };
/** What programs ask for first. */
const DATA: Pick<Route, "formats"> = { formats: ["json", "html"] };
const AGENDA: Pick<Route, "formats" | "query"> = { formats: ["html", "json", "md"], query: "zone" };
const MAINTAINER: Pick<Route, "security"> = { security: ["adminKey"] };
const TICK_OR_MAINTAINER: Pick<Route, "security"> = { security: ["none", "adminKey"] };
const ANYBODY_OR_LINK: Pick<Route, "security"> = { security: ["none", "adminKey", "signedLink"] };

const STEPS = "Its steps are numbered from 0: `group` 0 is step 1 on the page";

export const ROUTES: readonly Route[] = [
  get("join-pod", "/", "The join page", { formats: ["html"] }),
  get("join-pod", "/matches", "Three pods that suit, with reasons; changes nothing", {
    json: ["Matches"],
    ...DATA,
    query: "matches",
  }),
  get("join-pod", "/matches.json", "The same as JSON", { json: ["Matches"], query: "matches" }),
  post("join-pod", "/", "A command about a person, or an import", {
    answers: {
      200: "Done, or was so already",
      201: "Seated",
      202: "Waiting; or send the same file again, and its import goes on at `next`; or the same undo",
    },
    json: ["Outcome", "Imported"],
    body: { schema: "MemberCommand", rows: true },
    query: "import",
    ...MAINTAINER,
  }),

  get("rebalance", "/", "The latest plan; who moves, and the points of each term, only with proof", {
    json: ["Plan"],
    ...DATA,
    query: "plan",
    ...ANYBODY_OR_LINK,
  }),
  get("rebalance", "/plans/{id}", `A plan; who moves, and the points of each term, only with proof. ${STEPS}`, {
    json: ["Plan"],
    ...DATA,
    query: "plan",
    ...ANYBODY_OR_LINK,
  }),
  get("rebalance", "/runs", "The latest runs", { json: ["Runs"], ...DATA }),
  get("rebalance", "/runs.json", "The same", { json: ["Runs"] }),
  get("rebalance", "/runs/{id}", `A run; who moved only with proof. ${STEPS}`, {
    json: ["Run"],
    ...DATA,
    query: "rows",
    ...ANYBODY_OR_LINK,
  }),
  post("rebalance", "/", "A tick when empty, else a command about plans", {
    answers: { 200: "The outcome", 202: "It takes longer than a request may, and goes on" },
    body: { schema: "RebalanceCommand", tick: true },
    ...TICK_OR_MAINTAINER,
  }),
  post("rebalance", "/plans/{id}", "The form of the plan's page", {
    answers: { 303: "See the run" },
    body: { form: true },
    security: ["adminKey", "signedLink"],
  }),
  post("rebalance", "/runs/{id}", "The form of the run's page", {
    answers: { 303: "See the run that undid it" },
    body: { form: true },
    security: ["adminKey", "signedLink"],
  }),

  get("on-github-event", "/", "Leads to the status page", { answers: { 302: "See pods/status" } }),
  post("on-github-event", "/", "GitHub's webhook", {
    answers: { 200: "Seen before, or of no interest", 202: "Recorded" },
    body: {},
    security: ["webhook"],
  }),

  get("weekly-digest", "/", "The latest digest", {
    json: ["Digest"],
    formats: ["html", "json", "md", "txt", ...CHANNEL_MEDIA.keys()],
  }),
  get("weekly-digest", "/{week}", "A week's digest", {
    json: ["Digest"],
    formats: ["html", "json", "md", "txt", ...CHANNEL_MEDIA.keys()],
  }),
  get("weekly-digest", "/archive", "The weeks there are", { json: ["Archive"], ...PAGE }),
  get("weekly-digest", "/archive.json", "The same as JSON", { json: ["Archive"] }),
  get("weekly-digest", "/feed.atom", "The digests as a feed", { formats: ["atom"] }),
  get("weekly-digest", "/connection", "How many people and pods met each week, for maintainers alone", {
    json: ["Connection"],
    ...PAGE,
    ...NEVER_KEPT,
    security: ["adminKey", "signedLink"],
  }),
  get("weekly-digest", "/connection.json", "The same as JSON", {
    json: ["Connection"],
    ...NEVER_KEPT,
    security: ["adminKey", "signedLink"],
  }),
  post("weekly-digest", "/", "A tick when empty, else a command about a week's digest", {
    body: { schema: "DigestCommand", tick: true },
    ...TICK_OR_MAINTAINER,
  }),

  get("pods", "/", "The directory, those with room first", {
    json: ["Directory"],
    formats: ["html", "json", "csv", "txt"],
    query: "directory",
  }),
  get("pods", "/directory", "The same", {
    json: ["Directory"],
    formats: ["html", "json", "csv", "txt"],
    query: "directory",
  }),
  get("pods", "/directory.json", "The same as JSON", { json: ["Directory"], query: "directory" }),
  get("pods", "/directory.csv", "The same as CSV", { formats: ["csv"], query: "directory" }),
  get("pods", "/directory.txt", "The same as text", { formats: ["txt"], query: "directory" }),
  get("pods", "/areas", "Areas, with their pods, open seats and how many wait", { json: ["Areas"], ...PAGE }),
  get("pods", "/areas.json", "The same as JSON", { json: ["Areas"] }),
  get("pods", "/members.svg", "The people of all pods as a picture for a README", { formats: ["svg"] }),
  get("pods", "/people/{login}", "The public facts about somebody who takes part", {
    json: ["PersonPage"],
    ...PAGE,
  }),
  get("pods", "/agenda", "The agenda of the community's next meeting", { json: ["Agenda"], ...AGENDA }),
  get("pods", "/agenda.json", "The same as JSON", { json: ["Agenda"], query: "zone" }),
  get("pods", "/agenda.md", "The same as Markdown", { formats: ["md"], query: "zone" }),
  get("pods", "/calendar.ics", "All meetings", { formats: ["ics"] }),
  get("pods", "/feed.atom", "Leads to the digest's feed", { answers: { 302: "See weekly-digest/feed.atom" } }),
  get("pods", "/openapi.json", "This document"),
  get("pods", "/privacy", "What is kept and shown, and how to leave", { formats: ["html"] }),
  get("pods", "/github-app", "Creates the GitHub app, and says what to do then", { formats: ["html"], ...NEVER_KEPT }),
  get("pods", "/status", "The state of each part, and those that are switched off", {
    json: ["Status"],
    ...PAGE,
    ...NEVER_KEPT,
  }),
  get("pods", "/status.json", "The same as JSON", { json: ["Status"], ...NEVER_KEPT }),
  get("pods", "/ready", "Whether a command would succeed", {
    json: ["Ready"],
    answers: { 200: "It would", 503: "It would not, and why" },
  }),
  get("pods", "/metrics", "For Prometheus; 404 through the gateway", { formats: ["txt"], answers: { 200: "Gauges" } }),
  get("pods", "/assets/{name}", "The style sheet, the icon and the picture of links", {
    answers: { 200: "The file", 304: "Not modified" },
    formats: [],
  }),
  get("pods", "/{slug}", "A pod", { json: ["PodPage"], formats: ["html", "json", "txt"], query: "zone" }),
  get("pods", "/{slug}/agenda", "The agenda of a pod's next meeting", { json: ["Agenda"], ...AGENDA }),
  get("pods", "/{slug}/agenda.json", "The same as JSON", { json: ["Agenda"], query: "zone" }),
  get("pods", "/{slug}/agenda.md", "The same as Markdown", { formats: ["md"], query: "zone" }),
  get("pods", "/{slug}/calendar.ics", "A pod's meetings", { formats: ["ics"] }),
  get("pods", "/{slug}/badge.svg", "A pod's badge", { formats: ["svg"] }),
  get("pods", "/{slug}/badge.json", "The same for shields.io", { json: ["Badge"] }),
  get("pods", "/{slug}/members.svg", "The people of a pod as a picture for a README", { formats: ["svg"] }),
  get("pods", "/{slug}/advocate", "A page for the pod's advocate and maintainers alone", {
    json: ["AdvocatePage"],
    ...PAGE,
    ...NEVER_KEPT,
    security: ["adminKey", "signedLink"],
  }),
  get("pods", "/{slug}/advocate.json", "The same as JSON", {
    json: ["AdvocatePage"],
    ...NEVER_KEPT,
    security: ["adminKey", "signedLink"],
  }),
  post("pods", "/", "What maintainers set about pods, and links to advocates' pages", {
    body: { schema: "PodCommand" },
    ...MAINTAINER,
  }),

  post("deliver", "/", "A tick: sends what is due", { body: { tick: true }, security: ["none"] }),
];
