/** A level of tests, which is a folder of `test/`. */
export interface Level {
  /** For one file. It ends files that hang, and is far longer than any file takes on a busy machine. */
  readonly timeoutMs: number;
  /** Its files find a Redis for this level at PODS_TEST_REDIS. */
  readonly redis: boolean;
  /** As many files at a time as there are processors, else one after another. */
  readonly parallel: boolean;
  /** Its files are bundled once and share a few processes; otherwise each runs in its own process, under tsx. */
  readonly shared: boolean;
}

export const LEVELS = {
  unit: { timeoutMs: 600_000, redis: false, parallel: true, shared: true },
  property: { timeoutMs: 600_000, redis: false, parallel: true, shared: true },
  tools: { timeoutMs: 1_800_000, redis: true, parallel: true, shared: false },
  integration: { timeoutMs: 1_800_000, redis: true, parallel: true, shared: false },
  e2e: { timeoutMs: 1_800_000, redis: true, parallel: false, shared: false },
  browser: { timeoutMs: 1_800_000, redis: true, parallel: false, shared: false },
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
