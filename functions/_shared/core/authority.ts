/** Who may command what about whom: one table. A person about themselves, an advocate about their pod, a maintainer about everything. */

/** How the actor stands to the subject. */
export type Relation = "self" | "advocate" | "maintainer";

const ONESELF = ["self", "maintainer"] as const;
const POD = ["advocate", "maintainer"] as const;
const COMMUNITY = ["maintainer"] as const;

/** Every command there is, in the words of `/pod` and of the JSON bodies, and who may give it. */
export const AUTHORITY = {
  join: ONESELF,
  accept: ONESELF,
  decline: ONESELF,
  stay: ONESELF,
  leave: ONESELF,
  pause: ONESELF,
  back: ONESELF,
  independent: ONESELF,
  areas: ONESELF,
  advocate: ONESELF,
  "step-down": ONESELF,
  forget: ONESELF,
  export: ONESELF,
  rename: POD,
  meeting: POD,
  nominate: POD,
  pin: POD,
  unpin: POD,
  appoint: COMMUNITY,
  lock: COMMUNITY,
  unlock: COMMUNITY,
  import: COMMUNITY,
  plan: COMMUNITY,
  apply: COMMUNITY,
  undo: COMMUNITY,
  discard: COMMUNITY,
  preview: COMMUNITY,
  publish: COMMUNITY,
  correct: COMMUNITY,
  initialise: COMMUNITY,
} as const satisfies Record<string, readonly Relation[]>;

export type Command = keyof typeof AUTHORITY;

/** Whether somebody who stands so to the subject may give the command. */
export const may = (command: Command, relation: Relation | undefined): boolean =>
  relation !== undefined && (AUTHORITY[command] as readonly Relation[]).includes(relation);
