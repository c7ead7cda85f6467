/** Parses `pods.yml`; every fault names its line. */
import { EVENT_ID, getScalarValue, load, parseEvents, YAMLException } from "js-yaml";
import type * as z from "zod";
import { PodsError } from "../core/errors.ts";
import { hiddenIn } from "../core/people-text.ts";
import { Settings } from "../core/settings.ts";
import { YAML_FAULTS } from "./settings-words.beside.ts";
import { takesInWords, unknownInWords } from "./settings-words.ts";

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
  const value = withoutEmpty(readYaml(text, file), []);
  const lines = linesOfKeys(text);
  const result = Settings.safeParse(value);
  const issues = [
    ...unusableNames(lines),
    ...hiddenCharacters(value, []),
    ...(result.success ? unknownDestinations(result.data, destinations) : result.error.issues),
  ];
  if (result.success && issues.length === 0) return result.data;
  throw invalid(
    file,
    issues.flatMap((issue: Issue) => {
      const line = (path: readonly PropertyKey[]) => lineOf(lines, pointerOf(path));
      const pointer = pointerOf(issue.path);
      if (!issue.keys) return [{ line: line(issue.path), pointer, message: inWords(issue, !lines.has(pointer)) }];
      return issue.keys.map((key) => ({
        line: line([...issue.path, key]),
        pointer: pointerOf(issue.path),
        message: unknownInWords(issue.path, key),
      }));
    }),
  );
}

/** A key with nothing behind it is as if it were not there; an area is there all the same, with the defaults. */
function withoutEmpty(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (inner !== null) return [[key, withoutEmpty(inner, [...path, key])]];
      return path.length === 1 && path[0] === "areas" ? [[key, {}]] : [];
    }),
  );
}

/** A map of JavaScript loses such a name without a word. */
const unusableNames = (lines: ReadonlyMap<string, number>): Issue[] =>
  [...lines.keys()]
    .filter((pointer) => pointer.endsWith("/__proto__"))
    .map((pointer) => ({
      code: "custom",
      path: pointer.slice(1).split("/"),
      message: "is a name that cannot be used",
    }));

/** Of every text and every name, since most are shown, some of them in formats that allow no such character. */
function hiddenCharacters(value: unknown, path: readonly string[]): Issue[] {
  if (typeof value === "string") return hiddenIssues(value, path);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...hiddenIssues(key, path),
    ...hiddenCharacters(inner, [...path, key]),
  ]);
}

/** YAML ends a text of several lines with a line break. */
function hiddenIssues(text: string, path: readonly string[]): Issue[] {
  const hidden = hiddenIn(text.replace(/[\r\n]/g, " "));
  return hidden === undefined ? [] : [{ code: "custom", path: [...path], message: `${HOLDS_HIDDEN} (${hidden})` }];
}

const HOLDS_HIDDEN = "holds a character that nobody sees; write it without that character";

type Issue = Pick<z.core.$ZodIssue, "code" | "path" | "message"> & { readonly keys?: readonly string[] };

/** Which channels there are the schema cannot know: it is the core's. */
function unknownDestinations({ digest }: Settings, known: readonly string[] | undefined): Issue[] {
  const message = `is none of ${known?.join(", ")}`;
  return digest.to.flatMap((to, i) =>
    known === undefined || known.includes(to) ? [] : [{ code: "invalid_value", path: ["digest", "to", i], message }],
  );
}

/** `absent`: no line of the file names it. */
function inWords({ code, path, message }: Issue, absent: boolean): string {
  const ownWords =
    path.at(-1) === "__proto__" || path.at(-1) === "timezone" || path.at(-1) === "title" || path.at(-2) === "was";
  if (code === "custom" && ownWords) return message;
  if (message.startsWith("is none of") || message.startsWith(HOLDS_HIDDEN)) return message;
  if (code === "invalid_key") return "is no id of an area: lower case letters, digits and hyphens, such as cli";
  const takes = takesInWords(path);
  const nothingThere = code === "invalid_type" && message.endsWith("received undefined");
  const missing = nothingThere || (absent && typeof path.at(-1) === "string");
  if (path.length === 0) return 'takes settings, each a line such as "community: Ships"';
  return `${missing ? "is required; it " : ""}${takes || message}`;
}

function readYaml(text: string, file: string): unknown {
  try {
    return load(text, { maxAliases: ALIASES_MAX });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark ? error.mark.line + 1 : lineOfSecondDocument(text);
    throw invalid(file, [{ line, pointer: "", message: yamlInWords(error.reason) }]);
  }
}

/** The parser names no line where it finds more than one document. A `---` that opens the first is part of that. */
function lineOfSecondDocument(text: string): number {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => /^\s*[^\s#%]/.test(line));
  return Math.max(1, lines.findIndex((line, i) => i > first && /^(---|\.\.\.)(\s|$)/.test(line)) + 1);
}

/** The parser's own words stand only where none of ours fit. */
const yamlInWords = (reason: string): string =>
  YAML_FAULTS.find(([words]) => words.some((word) => reason.includes(word)))?.[1] ??
  `is no YAML (${reason}); a text that holds a sign such as : # @ [ or % needs quotation marks`;

function invalid(file: string, faults: { line: number; pointer: string; message: string }[]): PodsError {
  const sentences = faults.map(({ line, pointer, message }) => ({
    pointer,
    detail: `${file} line ${line}: ${pointer ? `${placeOf(pointer)} ` : ""}${message}`,
  }));
  return new PodsError("invalid", sentences.map(({ detail }) => detail).join("; "), { errors: sentences });
}

/** `areas.cli.repositories, entry 1,` */
const placeOf = (pointer: string): string =>
  pointer
    .slice(1)
    .replaceAll("/", ".")
    .replace(/\.(\d+)$/, (_, n: string) => `, entry ${Number(n) + 1},`);

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
