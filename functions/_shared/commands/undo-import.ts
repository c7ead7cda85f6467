import * as z from "zod";
import { noImport } from "../core/messages/join.ts";
import type { ImportContext } from "./define.ts";
import { communityCommand } from "./kinds.ts";
import type { Ending } from "./outcome.ts";

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
    undone: { status: 200, detail: (_, { more }) => takenBack(more) },
    "nothing-undone": {
      status: 200,
      detail: (_, { more }) =>
        hasStayers(more)
          ? 'Nobody is taken out: those whom the import added, and who are still here, stay for the reasons in "stays".'
          : "Nobody is taken out: nobody is here whom this import added.",
    },
    undoing: { status: 202, detail: "More people are left. Send the same command again: it goes on." },
    rehearsed: { status: 200, detail: "This is what would happen. Nothing has changed." },
    "no-import": { error: "not-found", detail: (body) => noImport(body.import) },
  },
});

type Report = Ending<string>["more"];

const hasStayers = (report: Report = {}): boolean => Array.isArray(report.stays) && report.stays.length > 0;

function takenBack(report: Report = {}): string {
  const taken = hasStayers(report)
    ? 'The import is taken back, but for the people in "stays".'
    : "The import is taken back.";
  return Number(report.seats) > 0 ? `${taken} If a pod is too small now, the next seating mends it.` : taken;
}
