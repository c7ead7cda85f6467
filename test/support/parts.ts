/** The parts of a definition: every property of an object in a source file, and the file with each left out in turn. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  isArrayLiteralExpression,
  isCallExpression,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isSpreadAssignment,
  isStringLiteral,
  isVariableDeclaration,
  type Node,
} from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";

export interface Part {
  /** e.g. `outcomes.waved.status` */
  readonly path: string;
  /** e.g. `status` */
  readonly name: string;
  /** The file without it. */
  readonly without: string;
}

export interface Definition {
  readonly source: string;
  /** As in `const <name> = {…}`, `const <name> = define({…})` or `<name>: {…}`. */
  readonly name: string;
}

/** The parts of each definition. The bodies of functions are not parts. */
export async function partsOf(definitions: readonly Definition[]): Promise<Part[][]> {
  // A folder of its own: beside a tsconfig.json, the whole project would be read.
  const folder = await mkdtemp(join(tmpdir(), "pods-parts-"));
  const files = definitions.map(({ name }) => join(folder, `${name}.ts`));
  for (const [n, { source }] of definitions.entries()) await writeFile(files[n]!, source);
  const api = new API({ cwd: folder });
  try {
    const snapshot = api.updateSnapshot({ openFiles: files });
    return definitions.map(({ source, name }, n) => {
      const root = snapshot.getDefaultProjectForFile(files[n]!)?.program.getSourceFile(files[n]!);
      const object = root && definitionIn(root, name);
      if (!object) throw new Error(`There is no definition of ${name}.`);
      return partsIn(object, source, "");
    });
  } finally {
    api.close();
  }
}

function definitionIn(node: Node, name: string): Node | undefined {
  if (isVariableDeclaration(node) || isPropertyAssignment(node)) {
    const { initializer: value } = node;
    if (value && isIdentifier(node.name) && node.name.text === name) {
      return isCallExpression(value) ? value.arguments[0] : value;
    }
  }
  return node.forEachChild((child) => definitionIn(child, name));
}

function partsIn(node: Node, source: string, path: string): Part[] {
  if (isCallExpression(node)) return node.arguments.flatMap((argument) => partsIn(argument, source, path));
  if (isArrayLiteralExpression(node)) return node.elements.flatMap((element) => partsIn(element, source, path));
  if (!isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property): Part[] => {
    const name = isSpreadAssignment(property) ? undefined : property.name;
    if (!name || !(isIdentifier(name) || isStringLiteral(name))) return [];
    const own = { path: `${path}${name.text}`, name: name.text, without: cut(source, property) };
    const inner = isPropertyAssignment(property) ? partsIn(property.initializer, source, `${own.path}.`) : [];
    return [own, ...inner];
  });
}

const cut = (source: string, { pos, end }: Node): string =>
  source.slice(0, pos) + source.slice(end).replace(/^\s*,/, "");
