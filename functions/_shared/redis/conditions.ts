/** The condition of the store, and what functions reported of themselves. */
import * as z from "zod";
import { PodsError } from "../core/errors.ts";
import { TEAM_FAULTS } from "../core/github/mentioning.ts";
import { FUNCTION_NAMES, type FunctionName } from "../core/in-force.ts";
import { oneOf } from "../core/one-of.ts";
import type { Conditions } from "../core/ports.ts";
import { outdatedOf, teamOf } from "./admin-store.ts";
import { AREA_FAULT, areaFaultIn } from "./area-fault.ts";
import { SCHEMA } from "./client.ts";
import type { StoreTools } from "./open-store.ts";
import { SenderReport } from "./sender-report.ts";
import { readServerFacts, unsafe, warningsOf } from "./server-facts.ts";

export function conditions({ client, durability }: StoreTools): Conditions {
  const meta = client.keys.fixed("meta");
  /** The highest revision this process has seen. A lower one later means that Redis came back with older data. */
  let highest = 0;

  const probe = async () => void (await client.run("probe", {}));

  return {
    probe,

    async condition() {
      const [facts, [fields], refused] = await Promise.all([
        readServerFacts(client.raw, client.keys.fixed("meta")),
        client.raw(["HMGET", meta, "v", "rev", "delivery", "sender", AREA_FAULT, ...FUNCTION_NAMES.map(outdatedOf)]),
        refusalOf(probe),
      ]);
      const [version, rev, delivery, sender, areaFault, ...outdated] = fields as (string | null)[];
      const revision = Number(rev ?? 0);
      // A probe that Redis takes is not refused before the facts are asked for again.
      const refusal = refused ?? unsafe(facts, durability()) ?? areaFaultIn(areaFault, client.areas.now());
      const warnings = warningsOf(facts);
      if (revision < highest) {
        warnings.push("The revision went down: Redis came back with older data than this function has seen.");
      }
      const report = parseReport(SenderReport, sender, "deliver", warnings);
      highest = Math.max(highest, revision);
      return {
        server: facts.server,
        durability: facts.durability,
        initialised: version !== null,
        usable: version === SCHEMA,
        ...(refusal === undefined ? {} : { refusal }),
        revision,
        ...(delivery ? { lastDeliveryAt: Number(delivery) } : {}),
        ...(report ? { sender: report } : {}),
        outdated: FUNCTION_NAMES.map((name, i) => ({
          function: name,
          outdated: parseReport(OutdatedOnes, outdated[i], name, warnings) ?? [],
        })),
        warnings,
      };
    },

    async teamFaults(pods) {
      if (pods.length === 0) return new Map();
      const [faults] = await client.read(["HMGET", meta, ...pods.map(teamOf)]);
      return new Map(
        pods.flatMap((pod, n) => {
          const fault = (faults as (string | null)[])[n];
          return fault
            ? [[pod, oneOf(TEAM_FAULTS, fault, `Why the team of pod ${pod} is not mentioned`)] as const]
            : [];
        }),
      );
    },
  };
}

const OutdatedOnes = z.array(z.object({ what: z.string(), since: z.number(), reason: z.string() }));

/** A report of another release must not take the status page down, so it is a warning. */
function parseReport<Report>(
  schema: z.ZodType<Report>,
  json: string | null | undefined,
  name: FunctionName,
  warnings: string[],
): Report | undefined {
  if (json === null || json === undefined) return undefined;
  const { data, error } = schema.safeParse(JSON.parse(json));
  if (error) warnings.push(`The report of ${name} cannot be read: ${z.prettifyError(error)}.`);
  return data;
}

async function refusalOf(probe: () => Promise<void>): Promise<string | undefined> {
  try {
    await probe();
    return undefined;
  } catch (error) {
    if (error instanceof PodsError) return error.detail;
    throw error;
  }
}
