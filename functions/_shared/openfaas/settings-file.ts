/** Parses `pods.yml`; every fault names its line. */
import { EVENT_ID, getScalarValue, load, parseEvents, YAMLException } from "js-yaml";
import type * as z from "zod";
import { PodsError } from "../core/errors.ts";
import { Settings } from "../core/settings.ts";

/** Far more than any community needs; keeps a wrong file from being parsed for minutes. */
const SETTINGS_BYTES_MAX = 256 * 1024;
/** YAML aliases can expand without limit; a settings file needs a handful. */
const ALIASES_MAX = 50;

/**
 * `file` names the source in errors ("pods.yml", "the secret pods-settings"). `destinations` are the names that `digest.to`
 * may hold; without them it may hold any. Throws PodsError "invalid" with one fault for each mistake, each naming its line.
 */
export function parseSettings(text: string, file = "pods.yml", destinations?: readonly string[]): Settings {
  if (Buffer.byteLength(text) > SETTINGS_BYTES_MAX)
    throw new PodsError("invalid", `${file} is larger than ${SETTINGS_BYTES_MAX / 1024} KiB`);
  const result = Settings.safeParse(readYaml(text, file));
  const issues = result.success ? unknownDestinations(result.data, destinations) : result.error.issues;
  if (result.success && issues.length === 0) return result.data;
  const lines = linesOfKeys(text);
  throw invalid(
    file,
    issues.map((issue: Issue) => {
      const unknown = issue.keys ?? [];
      const pointer = pointerOf(issue.path);
      const line = lineOf(lines, pointerOf([...issue.path, ...unknown.slice(0, 1)]));
      return { line, pointer, message: unknown.length > 0 ? `does not know ${unknown.join(", ")}` : inWords(issue) };
    }),
  );
}

type Issue = Pick<z.core.$ZodIssue, "code" | "path" | "message"> & { readonly keys?: readonly string[] };

/** Which channels there are the schema cannot know: it is the core's. */
function unknownDestinations({ digest }: Settings, known: readonly string[] | undefined): Issue[] {
  const message = `is none of ${known?.join(", ")}`;
  return digest.to.flatMap((to, i) =>
    known === undefined || known.includes(to) ? [] : [{ code: "invalid_value", path: ["digest", "to", i], message }],
  );
}

const inWords = ({ code, message }: { code: string; message: string }): string =>
  code === "invalid_type" && message.endsWith("received undefined") ? "is required" : message;

function readYaml(text: string, file: string): unknown {
  try {
    return load(text, { maxAliases: ALIASES_MAX });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw invalid(file, [{ line: (error.mark?.line ?? 0) + 1, pointer: "", message: error.reason }]);
  }
}

function invalid(file: string, faults: { line: number; pointer: string; message: string }[]): PodsError {
  const sentences = faults.map(({ line, pointer, message }) => ({
    pointer,
    detail: `${file} line ${line}: ${pointer ? `${pointer.slice(1).replaceAll("/", ".")} ` : ""}${message}`,
  }));
  return new PodsError("invalid", sentences.map(({ detail }) => detail).join("; "), { errors: sentences });
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step)}`).join("");

/** The line of the deepest existing key on the path of a fault; for a missing key that is the map it belongs to. */
function lineOf(lines: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return 1;
}

/** The line of each key of the document, counted from 1, by its JSON pointer. */
function linesOfKeys(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  /** The collections around the current event: pointer, and in a mapping the key whose value comes next. */
  const open: { pointer: string; mapping: boolean; key?: string | undefined }[] = [];
  for (const event of parseEvents(text, {})) {
    const parent = open.at(-1);
    if (event.type === EVENT_ID.POP) {
      open.pop();
    } else if (parent?.mapping && parent.key === undefined && event.type === EVENT_ID.SCALAR) {
      parent.key = getScalarValue(text, event);
      lines.set(`${parent.pointer}/${parent.key}`, text.slice(0, event.valueStart).split("\n").length);
    } else {
      const pointer = parent?.key === undefined ? (parent?.pointer ?? "") : `${parent.pointer}/${parent.key}`;
      if (parent) parent.key = undefined;
      const holds = event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS;
      if (holds) open.push({ pointer, mapping: event.type === EVENT_ID.MAPPING });
    }
  }
  return lines;
}
