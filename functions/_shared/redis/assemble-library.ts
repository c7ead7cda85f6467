/** Puts the text of the library together: the shared files in one scope, then each verb in a scope of its own. */
import { createHash } from "node:crypto";
import { lazily } from "../core/lazily.ts";
import type { KeyName } from "./keys.ts";

export interface Verb<Outcome extends string = string> {
  readonly name: string;
  /** What is looked at before it runs, in the files that all verbs share. */
  readonly begin: "nothing" | "community" | "change" | "errand";
  /** The first words it may answer with, besides those that every verb shares. */
  readonly outcomes: readonly Outcome[];
  /** Names of its keys and arguments, in order. It knows a key as `<name>_key`, an argument by its name. */
  readonly keys: readonly KeyName[];
  readonly args: readonly string[];
  /** Whether it works when memory is full. */
  readonly always: boolean;
  readonly source: string;
}

export interface Library {
  /** What FUNCTION LOAD takes. */
  readonly text: string;
  readonly name: string;
  /** The name under which Redis knows a verb. It holds a hash of the text, so versions run side by side. */
  functionOf(verb: Verb): string;
  /** The same verbs as a script, for a Redis that cannot load the library. The last argument is the verb's name in it. */
  scriptOf(verb: Verb): Script & { readonly verb: string };
  /** An error of Redis, with the file and line that somebody wrote in place of the line of the whole text. */
  placed(message: string): string;
}

export function assembleLibrary(shared: Readonly<Record<string, string>>, verbs: readonly Verb[]): Library {
  const sources = Object.values(shared);
  const common = [...new Set(sources.flatMap((source) => variables(listed(source, "KEYS"), listed(source, "ARGV"))))];
  const pieces: Piece[] = [
    { text: `local takes, ${common.join(", ")} = {}` },
    ...Object.entries(shared).map(([name, text]) => ({ file: `shared/${name}.lua`, text })),
    ...verbs.flatMap((verb) => piecesOf(verb, common)),
  ];
  const body = pieces.map(({ text }) => text).join("\n");
  const hash = sha1(body).slice(0, 12);
  const name = `pods_${hash}`;
  const scriptWith = (flags: readonly string[]) =>
    lazily((): Script => {
      const text = asScript(body, flags);
      return { text, sha: sha1(text) };
    });
  // Most processes need neither.
  const [script, scriptForAlways] = [scriptWith([]), scriptWith(["allow-oom"])];
  const functions = new Map(verbs.map((verb) => [verb, `${name}_${inLua(verb.name)}`]));
  return {
    text: asFunctions(body, name),
    name,
    functionOf: (verb) => functions.get(verb) as string,
    scriptOf: (verb) => ({ ...(verb.always ? scriptForAlways() : script()), verb: inLua(verb.name) }),
    placed: (message) =>
      message.replaceAll(
        /user_(?:function|script):(\d+)/g,
        (place, line) => placeIn(pieces, line - PREFIX_LINES) ?? place,
      ),
  };
}

interface Script {
  readonly text: string;
  readonly sha: string;
}

/** Lines of the text that stand in a file that somebody wrote, or were made here. */
interface Piece {
  readonly file?: string;
  readonly text: string;
}

/** Both texts begin with as many lines before the body. */
const PREFIX_LINES = 2;

const asFunctions = (body: string, name: string): string => `#!lua name=${name}
local function serve(verb, begin, run, flags, take, take_own) redis.register_function({ function_name = '${name}_' .. verb, flags = flags, callback = function(keys, args) take(keys, args) take_own(keys, args) return begin() or run() end }) end
${body}`;

const asScript = (body: string, flags: readonly string[]): string => `#!lua flags=${flags.join(",")}
local served; local function serve(verb, begin, run, _, take, take_own) if verb == ARGV[#ARGV] then served = function() take(KEYS, ARGV) take_own(KEYS, ARGV) return begin() or run() end end end
${body}
return served()`;

/**
 * The variables that the shared files know are set in every call, so that nothing is left of the one before. A verb is a
 * function of its own, since a function of Lua has at most 200 variables, and reaches at most 60 outside it.
 */
function piecesOf(verb: Verb, common: readonly string[]): Piece[] {
  const own = variables(verb.keys, verb.args).filter((name) => !common.includes(name));
  const places = new Map([
    ...verb.keys.map((key, at) => [`${key}_key`, `keys[${at + 1}]`] as const),
    ...verb.args.map((arg, at) => [arg, `args[${at + 1}]`] as const),
  ]);
  const take = (names: readonly string[]) => {
    if (names.length === 0) return "function() end";
    const values = names.map((name) => places.get(name) ?? "nil").join(", ");
    const given = ["keys", "args"].map((list) => (values.includes(`${list}[`) ? list : "_"));
    return `function(${given.join(", ")}) ${names.join(", ")} = ${values} end`;
  };
  const name = inLua(verb.name);
  return [
    { text: `takes.${name} = ${take(common)};` },
    { text: ["(function()", ...(own.length > 0 ? [`local ${own.join(", ")}`] : [])].join(" ") },
    { file: `${verb.name}.lua`, text: verb.source },
    {
      text:
        `serve('${name}', begin.${verb.begin}, verbs.${name}, {${verb.always ? " 'allow-oom' " : ""}}, ` +
        `takes.${name}, ${take(own)}) end)()`,
    },
  ];
}

const variables = (keys: readonly string[], args: readonly string[]): string[] => [
  ...keys.map((key) => `${key}_key`),
  ...args,
];

const inLua = (name: string): string => name.replaceAll("-", "_");
const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");
const linesOf = (text: string): number => text.split("\n").length;

/** `line` is a line of the body, from 1. */
function placeIn(pieces: readonly Piece[], line: number): string | undefined {
  let before = 0;
  for (const { file, text } of pieces) {
    const lines = linesOf(text);
    if (line <= before + lines) return file && `${file}:${line - before}`;
    before += lines;
  }
  return undefined;
}

/** The words after `-- KEYS:`; indented lines below continue the list. */
export function listed(source: string, what: "KEYS" | "ARGV" | "Flags"): string[] {
  const [, words = ""] = new RegExp(`^-- ${what}:((?:.*\n)(?:-- {3,}.*\n)*)`, "m").exec(source) ?? [];
  return words.replaceAll(/^--/gm, " ").split(/\s+/).filter(Boolean);
}
