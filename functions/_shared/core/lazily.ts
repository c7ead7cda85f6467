/** Makes a thing when it is first asked for: an Intl format costs milliseconds, which a start should not wait for. */
export function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** 12,345; for whole numbers, and without the nine milliseconds that the first Intl.NumberFormat takes. */
export const withCommas = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
