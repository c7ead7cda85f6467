import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Reads "add PID" and "drop PID". When its input ends, however the parent ended, it stops the remaining processes.
 * A SIGKILLed parent runs no handlers, so only another process can keep the promise that nothing stays behind.
 */
const GUARDIAN = `
pids=
while read -r word pid; do
  if [ "$word" = add ]; then pids="$pids $pid"; continue; fi
  keep=; for p in $pids; do [ "$p" = "$pid" ] || keep="$keep $p"; done; pids=$keep
done
alive() { for p in $pids; do kill -0 "$p" 2>/dev/null && return; done; return 1; }
alive || exit 0
kill -TERM $pids 2>/dev/null; kill -CONT $pids 2>/dev/null
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  alive || exit 0
  sleep 0.1
done
kill -KILL $pids 2>/dev/null`;

const STOP_GRACE_MS = 5_000;

let guardian: Writable | undefined;

/**
 * Starts a child process that never outlives this one, and does not keep it running. Ctrl-C reaches only this process,
 * which ends its children in its own order.
 */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  child.once("spawn", () => writeToGuardian(`add ${child.pid}`));
  child.once("exit", () => writeToGuardian(`drop ${child.pid}`));
  child.unref();
  for (const stream of [child.stdin, child.stdout, child.stderr]) unref(stream);
  return child;
}

/** Asks a child to end, and kills it if it has not ended after `graceMs`. Resolves when it is gone. */
export async function stopOwned(child: ChildProcess, graceMs = STOP_GRACE_MS): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.ref();
  child.kill("SIGTERM");
  child.kill("SIGCONT"); // a stopped process takes no other signal
  const deadline = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await gone;
  clearTimeout(deadline);
}

function writeToGuardian(line: string): void {
  guardian ??= startGuardian();
  guardian.write(`${line}\n`);
}

function startGuardian(): Writable {
  // Its own session: Ctrl-C in the terminal must not end it before the processes that it guards.
  const shell = spawn("/bin/sh", ["-c", GUARDIAN], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  shell.unref();
  unref(shell.stdin);
  shell.stdin.on("error", () => {}); // the guardian was killed; nothing can be done about it
  return shell.stdin;
}

// At run time the pipes of a child are sockets, which the types of child_process do not say.
function unref(stream: unknown): void {
  (stream as { unref?: () => void } | null)?.unref?.();
}
