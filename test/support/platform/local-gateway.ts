/** The repository's own stack on the local gateway, as `npm start` runs it, without a demo community. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gateway, startGateway } from "../../../tools/gateway/gateway.ts";
import { readStack } from "../../../tools/gateway/stack.ts";
import { startWorker } from "../../../tools/gateway/worker.ts";
import { type TestCommunity, testCommunity } from "./community.ts";

export interface LocalPlatform extends Gateway {
  readonly community: TestCommunity;
}

/** `schedules` replaces functions' schedules; functions without a handler are left out. */
export async function localPlatform(schedules: Readonly<Record<string, string>> = {}): Promise<LocalPlatform> {
  const community = await testCommunity();
  const folder = await mkdtemp(join(tmpdir(), "pods-platform-"));
  const stack = readStack(await readFile("stack.yml", "utf8"))
    .filter(({ service }) => community.bundles.has(service))
    .map((deployment) => {
      const schedule = schedules[deployment.service];
      return schedule === undefined
        ? deployment
        : { ...deployment, annotations: { ...deployment.annotations, schedule } };
    });
  const gateway = await startGateway({
    port: 0,
    stack,
    secretsFolder: community.secrets,
    startWorker: ({ service, envVars }) =>
      startWorker({
        name: service,
        command: [process.execPath, community.bundles.get(service) ?? ""],
        env: { PATH: process.env.PATH, ...envVars, ...community.env },
        portVariable: "http_port",
        temporary: join(folder, "tmp", service),
        logFile: join(folder, "logs", `${service}.log`),
      }),
  });
  return { ...gateway, community };
}
