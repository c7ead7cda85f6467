/** A store that fails, as for a process that dies or a Redis that goes away: from some call on, every call throws. */
import type { Store } from "#shared/core/ports.ts";

export interface Failing {
  readonly store: Store;
  /** How many calls were made. */
  calls(): number;
}

/**
 * @param at which call is the first to fail, from 1; later ones fail too
 * @param when the failing call has taken effect (`after`: only its answer was lost), or has not (`before`)
 */
export function failingStore(real: Store, at: number, when: "before" | "after"): Failing {
  let calls = 0;
  const store = new Proxy(real, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
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
