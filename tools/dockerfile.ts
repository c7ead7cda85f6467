/** Reads a Dockerfile: its stages, each a list of instructions. Supports only the part of the language that ours uses. */

export interface Instruction {
  /** `COPY`, `RUN`, … */
  readonly word: string;
  /** `--from=build` as `from: "build"`. */
  readonly flags: Readonly<Record<string, string>>;
  readonly rest: string;
}

export interface Stage {
  readonly name: string;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

export function parseDockerfile(text: string): Stage[] {
  const stages: { name: string; base: string; instructions: Instruction[] }[] = [];
  for (const line of logicalLines(text)) {
    const instruction = parseInstruction(line);
    if (instruction.word === "FROM") {
      const [base = "", , name = `stage-${stages.length}`] = instruction.rest.split(/\s+/);
      stages.push({ name, base, instructions: [] });
    } else if (stages.length > 0) {
      stages.at(-1)?.instructions.push(instruction);
    } else if (instruction.word !== "ARG") {
      throw new Error(`Dockerfile: ${instruction.word} before the first FROM`);
    }
  }
  return stages;
}

/** `a=b "c"="d e"` as a record. */
export function parseAssignments(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)];
  return Object.fromEntries(pairs.map(([, name, quoted, plain]) => [name, quoted ?? plain ?? ""]));
}

function logicalLines(text: string): string[] {
  const withoutComments = text.replace(/^\s*#.*\n/gm, "");
  return withoutComments
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function parseInstruction(line: string): Instruction {
  const [, word = "", tail = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  const flags: Record<string, string> = {};
  const rest = tail.replace(/^(?:--([\w-]+)=(\S+)\s+)+/, (all) => {
    for (const [, name, value] of all.matchAll(/--([\w-]+)=(\S+)/g)) flags[name as string] = value as string;
    return "";
  });
  return { word: word.toUpperCase(), flags, rest };
}
