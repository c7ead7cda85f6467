/** What was left as it is, since a word that weighs more stands against the new one. */
import { KEPT_SPEAKERS, type Kept } from "../ports.ts";

const FIELDS = {
  standing: "whether they take part",
  areas: "areas",
  anywhere: "whether any area suits them",
  introduce: "whether they are introduced",
  level: "ability",
  timezone: "time zone",
  volunteer: "whether they volunteer",
  hours: "hours",
  term: "until when they volunteer",
  with: "whom they would like to sit with",
} as const satisfies Record<Kept["field"], string>;

const SPEAKERS = {
  person: "the person",
  maintainer: "a maintainer",
  either: "they or a maintainer",
  file: "an earlier file",
} as const satisfies Record<Kept["saidBy"], string>;

/** "left as the person said: areas, time zone; left as a maintainer said: ability" */
export const keptInWords = (kept: readonly Kept[]): string =>
  KEPT_SPEAKERS.map((speaker) => [speaker, kept.filter(({ saidBy }) => saidBy === speaker)] as const)
    .filter(([, fields]) => fields.length > 0)
    .map(([by, fields]) => `left as ${SPEAKERS[by]} said: ${fields.map(({ field }) => FIELDS[field]).join(", ")}`)
    .join("; ");
