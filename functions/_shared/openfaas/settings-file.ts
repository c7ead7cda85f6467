/** Reads `pods.yml`: YAML in, settings out, every fault with its line. */
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { PodsError } from "../core/errors.ts";
import { Settings } from "../core/settings.ts";

/** Far more than any community writes; keeps a mistake from being parsed for minutes. */
const SETTINGS_BYTES_MAX = 256 * 1024;
/** YAML aliases expand; a settings file needs a handful at most. */
const ALIASES_MAX = 50;

/**
 * `file` names the source in errors ("pods.yml", "the secret pods-settings").
 * Throws PodsError "invalid" with one fault a mistake, each naming its line.
 */
export function parseSettings(text: string, file = "pods.yml"): Settings {
  if (Buffer.byteLength(text) > SETTINGS_BYTES_MAX)
    throw new PodsError("invalid", `${file} is larger than ${SETTINGS_BYTES_MAX / 1024} KiB`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) throw invalid(file, [{ line: lines.linePos(broken.pos[0]).line, pointer: "", message: broken.message }]);
  const result = Settings.safeParse(plain(document, file) ?? {});
  if (result.success) return result.data;
  throw invalid(
    file,
    result.error.issues.map((issue) => ({
      line: lineOf(
        document.contents,
        issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path,
        lines,
      ),
      pointer: issue.path.map((step) => `/${String(step)}`).join(""),
      message: issue.code === "unrecognized_keys" ? `does not know ${issue.keys.join(", ")}` : issue.message,
    })),
  );
}

function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (cause) {
    throw new PodsError("invalid", `${file} repeats itself too often through aliases; write it out`, { cause });
  }
}

function invalid(file: string, faults: { line: number; pointer: string; message: string }[]): PodsError {
  const sentences = faults.map(({ line, pointer, message }) => ({
    pointer,
    detail: `${file} line ${line}: ${pointer ? `${pointer.slice(1).replaceAll("/", ".")} ` : ""}${message}`,
  }));
  return new PodsError("invalid", sentences.map(({ detail }) => detail).join("; "), { errors: sentences });
}

/** The line of the deepest node on the way to the fault; a missing key has the line of the map it is missing from. */
function lineOf(root: Node | null, path: readonly PropertyKey[], lines: LineCounter): number {
  let node: unknown = root;
  let line = 1;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (!pair) break;
    if (isScalar(pair.key) && pair.key.range) line = lines.linePos(pair.key.range[0]).line;
    node = pair.value;
  }
  return line;
}
