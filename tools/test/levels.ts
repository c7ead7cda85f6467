/** A level of tests, which is a folder of `test/`. */
export interface Level {
  /** For one file. It ends files that hang, and is far longer than any file takes on a busy machine. */
  readonly timeoutMs: number;
  /**
   * Its files share a few processes, so that libraries are loaded and schemas compiled once in each. Otherwise each file runs
   * in a process of its own.
   */
  readonly shared: boolean;
  /** Its files find a Redis at PODS_TEST_REDIS. */
  readonly redis: boolean;
}

/** In the order in which they run. */
export const LEVELS = {
  unit: { timeoutMs: 600_000, shared: true, redis: false },
  property: { timeoutMs: 600_000, shared: true, redis: false },
  /** They take the longest, so nothing waits for them at the end. */
  histories: { timeoutMs: 1_800_000, shared: false, redis: true },
  tools: { timeoutMs: 900_000, shared: false, redis: true },
  integration: { timeoutMs: 900_000, shared: true, redis: true },
  e2e: { timeoutMs: 900_000, shared: false, redis: true },
  browser: { timeoutMs: 900_000, shared: false, redis: true },
} as const satisfies Readonly<Record<string, Level>>;

export type LevelName = keyof typeof LEVELS;

export const LEVEL_NAMES = Object.keys(LEVELS) as LevelName[];

export function isLevelName(word: string): word is LevelName {
  return Object.hasOwn(LEVELS, word);
}

/** The level of `test/<level>/….test.ts`; `undefined` for a file in another folder. */
export function levelOf(file: string): LevelName | undefined {
  const [, folder = ""] = file.split("/");
  return isLevelName(folder) ? folder : undefined;
}
