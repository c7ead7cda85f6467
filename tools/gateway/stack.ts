import { load } from "js-yaml";
import * as z from "zod";

/** The words of faas-cli, in which a function is deployed and listed; here they are read from stack.yml. */
export interface Deployment {
  readonly service: string;
  readonly image: string;
  readonly envVars: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly limits?: Resources | undefined;
  readonly requests?: Resources | undefined;
  readonly readOnlyRootFilesystem: boolean;
}

interface Resources {
  readonly memory?: string | undefined;
  readonly cpu?: string | undefined;
}

const Strings = z.record(z.string(), z.coerce.string()).default({});
const Limits = z.object({ memory: z.coerce.string().optional(), cpu: z.coerce.string().optional() }).optional();
const Stack = z.object({
  functions: z.record(
    z.string(),
    z.object({
      image: z.string(),
      environment: Strings,
      secrets: z.array(z.string()).default([]),
      labels: Strings,
      annotations: Strings,
      limits: Limits,
      requests: Limits,
      readonly_root_filesystem: z.boolean().default(false),
    }),
  ),
});

/** The functions of a stack.yml; throws for any other text. `env` fills in `${NAME:-default}`, as faas-cli does. */
export function readStack(text: string, env: Readonly<Record<string, string | undefined>> = {}): Deployment[] {
  const { functions } = Stack.parse(load(substitute(text, env)));
  return Object.entries(functions).map(([service, spec]) => ({
    service,
    image: spec.image,
    envVars: spec.environment,
    secrets: spec.secrets,
    labels: spec.labels,
    annotations: spec.annotations,
    limits: spec.limits,
    requests: spec.requests,
    readOnlyRootFilesystem: spec.readonly_root_filesystem,
  }));
}

function substitute(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_, name: string, fallback = "") => env[name] || fallback);
}
