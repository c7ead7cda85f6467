import { execFile } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { spawnOwned, stopOwned } from "../../tools/processes.ts";
import { eventually } from "../support/eventually.ts";

const owned = suite("children that do not outlive their parent");

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

owned("end when it is killed, also those that ignore signals", async () => {
  const script = `import { spawnOwned } from "./tools/processes.ts";
    const children = ["sleep 100", "trap '' TERM; echo; while :; do sleep 0.1; done"].map((line) =>
      spawnOwned("/bin/sh", ["-c", line], { stdio: ["ignore", "pipe", "ignore"] }));
    children[1].stdout.once("data", () => {
      console.log(children.map(({ pid }) => pid).join(" "));
      process.kill(process.pid, "SIGKILL");
    });
    setInterval(() => {}, 1_000);`;
  const args = ["--import", "tsx", "--input-type=module", "-e", script];
  const outcome = await promisify(execFile)(process.execPath, args).catch((error) => error);
  const pids = String(outcome.stdout).trim().split(" ").map(Number);
  assert.is(pids.length, 2);
  await eventually(() => !pids.some(isAlive));
});

owned("are ended on request, gently first", async () => {
  const child = spawnOwned("/bin/sh", ["-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.ref();
  await once(child.stdout!, "data");
  await stopOwned(child);
  assert.is(child.exitCode, 7);
  await stopOwned(child);
});

owned("that cannot be run are stopped already", async () => {
  const child = spawnOwned("/nowhere/to/be/found", [], { stdio: "ignore" });
  await once(child, "error");
  await stopOwned(child);
});

owned.run();
