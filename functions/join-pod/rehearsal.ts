/** A store for a dry run: it answers as the real one would, and writes nothing. */
import type { Rehearsals } from "#shared/core/ports.ts";
import type { ImportStore } from "./import-batch.ts";

export const rehearsal = (store: ImportStore & Rehearsals): ImportStore => ({
  ...store,
  ...store.rehearsal(),
  saveImportProgress: async () => false,
});
