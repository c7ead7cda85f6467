import { PodsError } from "#shared/core/errors.ts";

const TRIES_MAX = 100;

/**
 * Repeats an operation while the store is unavailable, as callers do after a 503. Hundreds of calls at once can wait
 * longer than a call may on a busy machine.
 */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof PodsError && error.code === "unavailable") || tries === TRIES_MAX) throw error;
    }
  }
}
