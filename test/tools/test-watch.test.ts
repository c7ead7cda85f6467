import { cp, mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { spawnOwned, stopOwned } from "../../tools/processes.ts";

const watching = suite("npm run test:watch");

const testOf = (name: string) => `import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ${name} } from "../../functions/${name}.ts";
const test = suite("${name}");
test("is right", () => assert.is(${name}, 1));
test.run();
`;

/** The tools in a repository with two sources and a test of each. */
async function repository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pods-watch-"));
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  for (const name of ["package.json", "tsconfig.json", "tools", "functions", "template"]) {
    await cp(name, join(folder, name), { recursive: true });
  }
  await mkdir(join(folder, "test/unit"), { recursive: true });
  for (const name of ["one", "two"]) {
    await writeFile(join(folder, `functions/${name}.ts`), `export const ${name} = 1;\n`);
    await writeFile(join(folder, `test/unit/${name}.test.ts`), testOf(name));
  }
  return folder;
}

watching("runs the tests, and after an edit those that import the edited file", async () => {
  const folder = await repository();
  const edit = (file: string, text: string) => writeFile(join(folder, file), text);
  const child = spawnOwned(process.execPath, ["--import", "tsx", "tools/test.ts", "--watch"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      text += chunk;
    });
  }
  /** Gives what is printed until it waits again, after `action`. */
  const printed = async (action: () => Promise<void>) => {
    text = "";
    await action();
    while (!text.includes("Waiting for an edit")) {
      if (child.exitCode !== null) throw new Error(text);
      await pause(50);
    }
    return text;
  };
  try {
    const all = await printed(async () => {});
    for (const name of ["one", "two"]) assert.match(all, new RegExp(`ok +test/unit/${name}`));
    const failed = await printed(() => edit("functions/one.ts", "export const one = 2;\n"));
    assert.match(failed, /FAIL +test\/unit\/one/);
    assert.not.match(failed, "test/unit/two");
    const broken = await printed(() => edit("functions/one.ts", "export const one = ;\n"));
    assert.match(broken, /functions\/one\.ts:1/);
    assert.match(await printed(() => edit("functions/one.ts", "export const one = 1;\n")), /ok +test\/unit\/one/);
    const added = await printed(() => edit("test/unit/three.test.ts", testOf("one").replace("is right", "is new")));
    assert.match(added, /ok +test\/unit\/three/);
    const unused = await printed(() => edit("functions/four.ts", "export const four = 4;\n"));
    assert.match(unused, /None of the 3 test files imports functions\/four\.ts/);
  } finally {
    await stopOwned(child);
  }
});

watching.run();
