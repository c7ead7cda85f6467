/** A store that fails as when the process dies or Redis goes away: from a given call on, every call throws. */
import type { Store } from "#shared/core/ports.ts";

export interface Failing {
  readonly store: Store;
  /** How many calls were made. */
  calls(): number;
}

/**
 * @param at the first call that fails, counted from 1; all later ones fail too
 * @param when `after`: the failing call took effect and only its answer is lost; `before`: it had no effect
 */
export function failingStore(real: Store, at: number, when: "before" | "after"): Failing {
  let calls = 0;
  const store = new Proxy(real, {
    get(target, name) {
      const method = Reflect.get(target, name) as ((...args: unknown[]) => Promise<unknown>) | undefined;
      // A promise of the store asks it for a method "then".
      if (method === undefined) return undefined;
      return async (...args: unknown[]) => {
        calls += 1;
        const call = calls;
        if (call > at || (call === at && when === "before")) throw new Error(`the process died at call ${call}`);
        const result = await method.apply(target, args);
        if (call === at) throw new Error(`the process died after call ${call}`);
        return result;
      };
    },
  });
  return { store, calls: () => calls };
}
