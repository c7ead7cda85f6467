import * as z from "zod";
import type { BaseContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";

/** Never done implicitly, so that lost data is noticed. */
export const initialise = communityCommand({
  word: "initialise",
  does: "make an empty Redis a new community",
  body: () => z.strictObject({ do: z.literal("initialise") }),
  example: {},
  run: async (_, { store, operation }: BaseContext) => ({ outcome: await store.initialise(operation().at) }),
  outcomes: {
    initialised: { status: 200, detail: "This Redis now holds a new community." },
    already: { status: 200, detail: "This Redis already holds a community. Nothing has changed." },
  },
});
