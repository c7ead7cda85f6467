/** What JSON answers hold, as JSON Schema. Only the OpenAPI document is made of it; a test holds real answers to it. */

type Schema = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, Schema>>;

const text = { type: "string" };
const whole = { type: "integer" };
const number = { type: "number" };
const flag = { type: "boolean" };
/** ISO 8601. */
const moment = { type: "string", format: "date-time" };
const day = { type: "string", format: "date" };
const list = (items: Schema) => ({ type: "array", items });
const texts = list(text);
const orNull = (schema: Schema) => ({ anyOf: [schema, { type: "null" }] });
const object = (required: Fields, optional: Fields = {}): Schema => ({
  type: "object",
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
/** Whose fields differ. */
const facts = { type: "object", additionalProperties: true };
const counts = { type: "object", additionalProperties: whole };
/** The first few, and how many there are besides. */
const capped = (items: Schema) => object({ items: list(items), more: whole }, { unnamed: whole });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const person = ref("Person");
const podName = { slug: text, name: text, area: text };
const pod = {
  ...podName,
  members: list(person),
  advocate: orNull(person),
  openSeats: whole,
  locked: flag,
  meeting: orNull(ref("Meeting")),
};
const ofPod = { termEnded: text, areaGone: flag };
const short = object({ missing: whole, detail: text });
const issue = facts;
const changes = { changes: list(ref("Change")), next: orNull(text) };
const notified = object({ at: moment, where: text, sent: flag, told: list(person), notReached: list(person) });
const dropped = list(object({ group: whole, reason: text, people: list(orNull(text)), detail: text }));
const points = {
  points: number,
  pods: whole,
  seated: whole,
  waiting: whole,
  podsInRange: whole,
  podsWithAdvocate: whole,
  podsWithExperienced: whole,
  podsCloseInHours: whole,
};
const summary = object(points, {
  inLostAreas: whole,
  terms: { type: "object", additionalProperties: number },
  choices: list(whole),
});
const thread = object({ kind: text, ref: text, url: text, login: orNull(text), waitsSince: moment });
const detailed = list(object({ line: whole, detail: text }));
const turns = object({ begun: whole, ended: whole });

const items = (schema: Schema) => object({ items: list(schema) });

export const ANSWERS = {
  Person: object({ login: { type: ["string", "null"], description: "null for a former member" } }),
  Meeting: object({ weekday: text, time: text, timezone: text }, { link: text }),
  Pod: object(pod, ofPod),
  PodPage: object(
    {
      ...pod,
      members: list(object({ login: orNull(text), city: orNull(text), since: orNull(text) })),
      url: text,
      pulse: list(number),
      issues: list(issue),
    },
    { ...ofPod, short },
  ),
  Directory: object({ items: list(object({ ...pod, url: text }, ofPod)), next: orNull(text) }),
  Matches: items(object({ pod: ref("Pod"), reasons: texts })),
  Areas: items(
    object(
      {
        id: text,
        title: text,
        repositories: texts,
        pods: whole,
        openSeats: whole,
        waiting: whole,
        waitingAnywhere: whole,
      },
      { seatedElsewhere: whole },
    ),
  ),
  PersonPage: object(
    {
      login: text,
      city: orNull(text),
      since: orNull(text),
      state: text,
      advocate: flag,
      pod: orNull(object(podName, { short })),
      waiting: list(object({ area: orNull(text), position: whole, of: whole, missing: whole, detail: text })),
      decided: texts,
    },
    {
      elsewhere: object({ detail: text }),
      wished: list(object({ area: text, missing: whole, detail: text })),
      offer: object({ pod: object(podName) }),
    },
  ),
  Agenda: object(
    { meeting: orNull(object({ title: text, at: moment, timezone: text, link: orNull(text) })) },
    {
      since: orNull(moment),
      roadmap: orNull(text),
      introductions: list(object({ pod: object(podName), people: list(person) })),
      demos: list(object({ person, title: text, url: orNull(text), pod: orNull(object(podName)) })),
      notes: list(object({ person, url: text })),
      vacant: list(object(podName, { termEnded: text })),
      seats: object({ open: whole, pods: whole }),
      issues: list(issue),
    },
  ),
  Badge: object({ schemaVersion: whole, label: text, message: text, color: text }),
  AdvocatePage: object(
    {
      pod: object({ ...podName, url: text }),
      advocate: orNull(person),
      todo: list(object({ kind: text, title: text, detail: text }, { url: text })),
      newcomers: list(thread),
      joined: list(object({ login: orNull(text), at: moment })),
      quiet: list(object({ login: orNull(text), seenAt: orNull(moment) })),
      seats: object({ taken: whole, open: whole, waiting: whole }),
      meeting: orNull(ref("Meeting")),
    },
    { elsewhere: list(thread), handOver: object({ login: orNull(text), until: moment, ends: moment }) },
  ),
  Status: object(
    {
      redis: object(
        { server: text, durability: text, initialised: flag, usable: flag, warnings: texts },
        { refusal: text },
      ),
      settings: text,
      revision: whole,
      lastDeliveryAt: orNull(moment),
      lastReadAt: orNull(moment),
      lastDigest: orNull(text),
      lastDigestPlaces: list(facts),
      nextDigestAt: orNull(moment),
      lastRun: orNull(object({ id: text, startedAt: moment })),
      lastImport: orNull(object({ id: text, startedAt: moment, added: whole, undoneAt: orNull(moment) })),
      unanswered: object({ newcomers: whole, withoutAdvocate: whole }),
      backlog: counts,
      unsent: list(facts),
      beyond: whole,
      functions: list(object({ name: text, does: text, on: flag }, { why: text })),
      faults: texts,
      off: texts,
    },
    { ineffective: text, older: texts, planning: text },
  ),
  Ready: object({ ready: flag, server: text, durability: text, initialised: flag }, { older: texts }),
  Change: object(
    { kind: text, group: whole, reasons: texts },
    { login: orNull(text), from: orNull(text), to: text, pod: text, area: text },
  ),
  Plan: object(
    {
      id: text,
      revision: whole,
      createdAt: moment,
      status: text,
      before: summary,
      after: summary,
      groups: whole,
      counts,
      recent: whole,
      settling: whole,
      seated: whole,
      waiting: whole,
    },
    {
      ...changes,
      lostAreas: texts,
      overLimit: object({ moves: whole, seats: whole, detail: text }),
      planning: facts,
      asked: notified,
      unchecked: text,
      cost: number,
      dropped,
      applied: whole,
      remaining: object({ counts, before: summary, after: summary }),
      sizes: list(facts),
    },
  ),
  Runs: items(
    object(
      { id: text, kind: text, of: text, startedAt: moment, finished: flag, undone: flag },
      { madeAt: { type: "integer", description: "ms" } },
    ),
  ),
  Run: object(
    {
      id: text,
      kind: text,
      of: text,
      startedAt: moment,
      finished: flag,
      undone: flag,
      applied: whole,
      skipped: list(object({ group: whole, reason: text, detail: text })),
      counts,
    },
    {
      ...changes,
      cost: number,
      dropped,
      stays: list(object({ login: orNull(text), detail: text })),
      notified,
    },
  ),
  Digest: object(
    {
      headline: text,
      url: text,
      publishedAt: moment,
      correctedAt: orNull(moment),
      format: whole,
      week: text,
      community: text,
      from: day,
      to: day,
      numbers: { type: "object", additionalProperties: { type: ["integer", "null"] } },
      welcome: capped(facts),
      thanks: capped(facts),
      pods: whole,
      quiet: whole,
      seats: capped(facts),
      advocates: capped(facts),
      releases: capped(facts),
      repositories: capped(facts),
    },
    {
      trend: list({ type: ["integer", "null"] }),
      comingUp: object({ from: day, to: day }),
      meetings: capped(facts),
      glance: capped(facts),
      issues: capped(facts),
      kudos: capped(facts),
      news: capped(facts),
      demos: capped(facts),
      notes: capped(facts),
      farewells: capped(facts),
      highlights: list(facts),
      milestones: list(facts),
      thanked: facts,
    },
  ),
  Archive: items(object({ week: text, when: text, url: text })),
  Connection: object({
    weeks: list(
      object({
        week: text,
        from: day,
        to: day,
        firstPairs: orNull(whole),
        podPairs: whole,
        newcomers: orNull(object({ answered: whole, of: whole })),
      }),
    ),
  }),
  Outcome: {
    ...object({ outcome: text }, { detail: text, pod: facts, reasons: texts }),
    additionalProperties: true,
    description: "More fields say what became of it, such as the plan or the run that a command made",
  },
  Imported: object(
    {
      added: whole,
      changed: whole,
      unchanged: whole,
      file: counts,
      seats: turns,
      roles: turns,
      rejected: detailed,
      remarks: detailed,
      ignored: texts,
      detail: text,
    },
    {
      import: text,
      undo: text,
      dryRun: flag,
      next: { type: "integer", description: "The line at which the same file, sent again, goes on" },
      community: object({ seated: whole, invited: whole, waiting: whole, waits: list(facts) }),
    },
  ),
} as const satisfies Readonly<Record<string, Schema>>;

export type AnswerName = keyof typeof ANSWERS;
