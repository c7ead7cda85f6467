/** The secret `pods-chat`: where the digest goes, as YAML. Its addresses are passwords, so no error ever repeats one. */
import { load } from "js-yaml";
import * as z from "zod";
import { PodsError } from "../core/errors.ts";

/** Plain HTTP only towards this machine, for trying things out. */
const Webhook = z
  .string("is the address of a webhook")
  .trim()
  .refine(
    (text) => /^https:\/\/\S+$|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]\S*$/.test(text) && URL.canParse(text),
    {
      error: "is not the https:// address of a webhook",
    },
  );
/** `-` is how a secret says that something is not used. */
const Off = z.literal("-").transform(() => undefined);

const Destinations = z.strictObject(
  { slack: z.union([Off, Webhook]).optional(), discord: z.union([Off, Webhook]).optional() },
  { error: (issue) => (issue.code === "unrecognized_keys" ? `does not know ${issue.keys?.join(", ")}` : undefined) },
);

export interface Destinations {
  readonly slack?: string;
  readonly discord?: string;
}

const EXAMPLE =
  "Write slack: https://hooks.slack.com/… and discord: https://discord.com/api/webhooks/…, each on its line.";

/** `undefined` (the secret holds `-`) is nowhere. Throws PodsError "invalid" that names what is wrong. */
export function parseDestinations(text: string | undefined): Destinations {
  if (text === undefined) return {};
  if (text.trim() === "") throw invalid("is empty");
  const parsed = Destinations.safeParse(readYaml(text));
  if (!parsed.success) throw invalid(parsed.error.issues.map(inWords).join("; "));
  const { slack, discord } = parsed.data;
  return { ...(slack !== undefined && { slack }), ...(discord !== undefined && { discord }) };
}

function readYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    throw invalid("is not YAML");
  }
}

function inWords({ path, code, message }: z.core.$ZodIssue): string {
  if (path.length === 0) return code === "unrecognized_keys" ? message : "holds no list of destinations";
  return `${path.join(".")} ${code === "invalid_union" ? "is not the https:// address of a webhook" : message}`;
}

const invalid = (fault: string): PodsError =>
  new PodsError("invalid", `The secret pods-chat cannot be used: ${fault}. ${EXAMPLE} What is not used holds "-".`);
