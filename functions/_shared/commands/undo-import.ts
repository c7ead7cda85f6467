import * as z from "zod";
import { noImport } from "../core/messages/join.ts";
import type { ImportContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";

const IMPORT_ID_LENGTH_MAX = 40;

export const undoImport = communityCommand({
  word: "undo",
  does: "take an import back: the people whom it added go, unless somebody has touched them since",
  body: () => z.strictObject({ do: z.literal("undo"), import: z.string().min(1).max(IMPORT_ID_LENGTH_MAX) }),
  example: { import: "x7Qp2m_a" },
  run: async (body, { imports }: ImportContext) => {
    const { outcome, report } = await imports.undo(body.import);
    return { outcome, ...(report && { more: report }) };
  },
  outcomes: {
    undone: { status: 200, detail: "The import is taken back. The next seating mends pods that are too small now." },
    undoing: { status: 202, detail: "More people are left. Send the same command again: it goes on." },
    rehearsed: { status: 200, detail: "This is what would happen. Nothing has changed." },
    "no-import": { error: "not-found", detail: (body) => noImport(body.import) },
  },
});
