/** The levels of the tests: a folder of `test/` each, in the order in which they run. */
export interface Level {
  /** For one file: it ends one that hangs, and is far more than any takes on a busy machine. */
  readonly timeoutMs: number;
  /** Its files find a Redis of the level's own at PODS_TEST_REDIS. */
  readonly redis: boolean;
  /** As many files at a time as there are processors, else one after another. */
  readonly parallel: boolean;
  /** Its files are bundled once and share a few processes; otherwise each is a process of its own, under tsx. */
  readonly shared: boolean;
}

export const LEVELS = {
  unit: { timeoutMs: 60_000, redis: false, parallel: true, shared: true },
  property: { timeoutMs: 120_000, redis: false, parallel: true, shared: true },
  tools: { timeoutMs: 600_000, redis: true, parallel: true, shared: false },
  integration: { timeoutMs: 600_000, redis: true, parallel: true, shared: false },
  e2e: { timeoutMs: 900_000, redis: true, parallel: false, shared: false },
  browser: { timeoutMs: 900_000, redis: true, parallel: false, shared: false },
} as const satisfies Readonly<Record<string, Level>>;

export type LevelName = keyof typeof LEVELS;

export const LEVEL_NAMES = Object.keys(LEVELS) as LevelName[];

export function isLevelName(word: string): word is LevelName {
  return Object.hasOwn(LEVELS, word);
}

/** The level of `test/<level>/….test.ts`; nothing for a file of another folder. */
export function levelOf(file: string): LevelName | undefined {
  const [, folder = ""] = file.split("/");
  return isLevelName(folder) ? folder : undefined;
}
