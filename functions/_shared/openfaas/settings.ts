/** Reads `pods.yml`. Its words and limits are `core/settings.ts`; here they meet a file, whose faults have lines. */
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import { type Fault, PodsError } from "../core/errors.ts";
import { Settings } from "../core/settings.ts";
import { faultsOf } from "./faults.ts";

/** The settings in `text`; throws "invalid" with the line of every fault. */
export function parseSettings(text: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw new PodsError("invalid", `line ${lines.linePos(broken.pos[0]).line}: ${firstLine(broken.message)}`);
  }
  const parsed = Settings.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;

  const errors: Fault[] = parsed.error.issues.flatMap((issue) => {
    const line = lines.linePos(offsetOf(document, placeOf(issue))).line;
    return faultsOf(issue).map((fault) => ({ ...fault, detail: `line ${line}: ${fault.detail}` }));
  });
  const detail = errors.map(({ pointer, detail }) => `${detail}${pointer === "" ? "" : ` (${pointer})`}`).join("; ");
  throw new PodsError("invalid", detail, { errors });
}

/** A key that is not known is a fault of what holds it; the line to look at is the key's own. */
const placeOf = (issue: z.core.$ZodIssue) =>
  issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;

/** Where the value at `path` begins, or the nearest thing around it when the value itself is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth) as string[], true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

const firstLine = (message: string) => message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
