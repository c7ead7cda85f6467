/** How many bytes of bodies one process keeps at once. Beyond that it refuses, instead of being killed for its memory. */
import { PodsError } from "../core/errors.ts";

const KB = 1024;
const MB = 1024 * KB;

/** Deliveries and commands are smaller, except for a few. */
export const SMALL_BODY_BYTES_MAX = 256 * KB;
/** All large bodies together: one of the largest that GitHub sends. */
const LARGE_BODIES_BYTES_MAX = 25 * MB;
/** Only for small bodies, however many large ones arrive. */
const SMALL_BODIES_BYTES_RESERVED = 8 * MB;

/** The share of one body. */
export interface BodyShare {
  /** Counts further bytes. Throws PodsError "unavailable" when they do not fit, and then the body is not to be kept. */
  add(bytes: number): void;
  /** Gives everything back, once nobody needs the body any more. */
  release(): void;
}

export function openBodyBudget(
  largeMax: number = LARGE_BODIES_BYTES_MAX,
  reserved: number = SMALL_BODIES_BYTES_RESERVED,
): { share(): BodyShare } {
  const held = { all: 0, large: 0 };
  return {
    share() {
      const own = { all: 0, large: 0 };
      const hold = (kind: "all" | "large", bytes: number) => {
        own[kind] += bytes;
        held[kind] += bytes;
      };
      return {
        add(bytes) {
          const size = own.all + bytes;
          const large = size > SMALL_BODY_BYTES_MAX ? size - own.large : 0;
          if (held.large + large > (large > 0 ? largeMax : held.large) || held.all + bytes > largeMax + reserved) {
            throw new PodsError(
              "unavailable",
              "Too many large bodies are arriving right now. Send it again in a moment.",
            );
          }
          hold("all", bytes);
          hold("large", large);
        },
        release() {
          hold("all", -own.all);
          hold("large", -own.large);
        },
      };
    },
  };
}
