/** npm start follows its sources, and lets a debugger stop in them. */
import { readFile, writeFile } from "node:fs/promises";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readStack } from "../../tools/gateway/stack.ts";
import { debuggerPorts } from "../../tools/start/local-functions.ts";
import { openDebugger } from "../support/debugger.ts";
import { npmStart, type Started, startCopy } from "../support/start.ts";

const sources = suite("the sources of npm start");
const folder = await startCopy();
const inspectPort = 20_000 + (process.pid % 1_000) * 10;
const stack = readStack(await readFile("stack.yml", "utf8"));
let here: Started;

const path = (name: string) => join(folder, "functions", name);
const answer = async (name: string) => {
  const response = await fetch(`${here.url}/function/${name}/`);
  return `${response.status} ${await response.text()}`;
};
/** Until it holds; the runner ends a test that waits for ever. */
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await pause(50);
};
/** A whole function that says this, its answer in line 2. */
const saying = (text: string) => `export default async (_: unknown, context: any) => {
  return context.status(200).succeed("${text}");
};
`;

sources.before(async () => {
  here = await npmStart(folder, ["--empty", "--no-schedule", "--inspect-port", String(inspectPort)]);
});
sources.after(async () => {
  await here?.stop();
});

sources("an edited function answers as edited", async () => {
  await writeFile(path("pods/handler.ts"), saying("one"));
  await until(async () => (await answer("pods")) === "200 one");
  await until(() => here.text().includes("Restarted pods after an edit of functions/pods/handler.ts."));
});

sources("a mistake is shown with its line, and the code from before goes on serving until it is mended", async () => {
  await writeFile(path("pods/handler.ts"), "export default = 1;\n");
  await until(() => here.text().includes("goes on serving"));
  assert.match(here.text(), /functions\/pods\/handler\.ts:1:15: ERROR/);
  assert.is(await answer("pods"), "200 one");
  await writeFile(path("pods/handler.ts"), saying("two"));
  await until(async () => (await answer("pods")) === "200 two");
});

sources("a function that does not start leaves the old one serving", async () => {
  await writeFile(path("pods/handler.ts"), 'throw new Error("no");\n');
  await until(() => here.text().includes("pods ended with code 1; see .data/logs/pods.log"));
  assert.is(await answer("pods"), "200 two");
});

sources("an emptied file leaves the old one serving, until it is written anew", async () => {
  const ends = () => here.text().split("pods ended with code 1").length;
  const before = ends();
  await writeFile(path("pods/handler.ts"), "");
  await until(() => ends() > before);
  assert.is(await answer("pods"), "200 two");
  await writeFile(path("pods/handler.ts"), saying("three"));
  await until(async () => (await answer("pods")) === "200 three");
});

sources("an edit of a shared file restarts every function that imports it", async () => {
  const file = path("_shared/openfaas/log.ts");
  await writeFile(file, `${await readFile(file, "utf8")}\n// edited\n`);
  const others = stack.map(({ service }) => service).filter((name) => name !== "pods");
  const restarted = /^Restarted (.*) after an edit of functions\/_shared\/openfaas\/log\.ts\.$/m;
  await until(() => restarted.test(here.text()));
  assert.equal(restarted.exec(here.text())?.[1]?.split(", ").sort(), others.sort());
});

sources("a breakpoint stops in a function, also after it was restarted", async () => {
  const port = debuggerPorts(stack, inspectPort)["join-pod"] as number;
  for (const text of ["three", "four"]) {
    await writeFile(path("join-pod/handler.ts"), saying(text));
    await until(async () => (await answer("join-pod")) === `200 ${text}`);
    const bundle = join(folder, ".data/functions/join-pod/index.cjs");
    const map = new SourceMap(JSON.parse(await readFile(`${bundle}.map`, "utf8")));
    const isBreakpoint = (line: number) => {
      const { originalSource = "", originalLine } = map.findEntry(line, 4) as Partial<
        ReturnType<typeof map.findEntry> & { originalSource: string; originalLine: number }
      >;
      return originalSource.endsWith("functions/join-pod/handler.ts") && originalLine === 1;
    };
    const lines = (await readFile(bundle, "utf8")).split("\n").map((_, line) => line);
    const line = lines.find(isBreakpoint);
    assert.type(line, "number");

    const session = await openDebugger(port);
    await session.send("Debugger.setBreakpointByUrl", { urlRegex: "join-pod/index\\.cjs$", lineNumber: line });
    const asked = answer("join-pod");
    const [{ location }] = await session.paused();
    assert.is(location.lineNumber, line);
    await session.send("Debugger.resume");
    assert.is(await asked, `200 ${text}`);
    session.close();
  }
});

sources.run();
