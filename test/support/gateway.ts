import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Gateway, startGateway } from "../../tools/gateway/gateway.ts";
import type { Deployment } from "../../tools/gateway/stack.ts";
import { startWorker } from "../../tools/gateway/worker.ts";

export interface EchoGateway extends Gateway {
  readonly folder: string;
  readonly secretsFolder: string;
}

/** A deployment of the echo function. */
export function echo(service: string, more: Partial<Deployment> = {}): Deployment {
  return {
    service,
    image: `ghcr.io/openfaas-pods/${service}:latest`,
    envVars: {},
    secrets: [],
    labels: {},
    annotations: {},
    readOnlyRootFilesystem: true,
    ...more,
  };
}

/** A local gateway on a free port, running echo functions. */
export async function echoGateway(stack: readonly Deployment[], schedule = false): Promise<EchoGateway> {
  const folder = await mkdtemp(join(tmpdir(), "pods-gateway-"));
  const secretsFolder = await mkdtemp(join(folder, "secrets-"));
  await writeFile(join(secretsFolder, "pods-admin-key"), "key\n");
  const gateway = await startGateway({
    port: 0,
    stack,
    secretsFolder,
    startWorker: ({ service, envVars }) =>
      startWorker({
        name: service,
        command: [process.execPath, "test/support/echo-function.mjs"],
        env: { PATH: process.env.PATH, ...envVars },
        portVariable: "PORT",
        temporary: join(folder, "tmp", service),
        logFile: join(folder, "logs", `${service}.log`),
      }),
  });
  if (schedule) gateway.schedule();
  return { ...gateway, folder, secretsFolder };
}
