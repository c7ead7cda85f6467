/**
 * The commands and channels that tests of all of them try: `PODS_CASES=wave npm test -- doors` tries one. A run of all tests
 * tries every one.
 */
const { PODS_CASES } = process.env;
const chosen = PODS_CASES === undefined ? undefined : new Set(PODS_CASES.split(","));

export const isTried = (name: string): boolean => chosen === undefined || chosen.has(name);
