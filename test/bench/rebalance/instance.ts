/** Files in the format `pods-instance/1`, and the partitions for them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import type { Community, Seating } from "#shared/core/scoring/community.ts";

const Instance = z.object({
  format: z.literal("pods-instance/1"),
  name: z.string(),
  areas: z.array(z.string()),
  members: z.array(
    z.object({
      id: z.string(),
      level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
      tz: z.number().nullable().default(null),
      interests: z.array(z.string()).default([]),
      volunteer: z.boolean().default(false),
      pod: z.string().nullable().default(null),
      pinned: z.boolean().default(false),
      optOut: z.boolean().default(false),
      anywhere: z.boolean().default(true),
      settled: z.boolean().default(true),
      with: z.array(z.string()).default([]),
    }),
  ),
  pods: z.array(z.object({ id: z.string(), area: z.string(), advocate: z.string().nullable().default(null) })),
});

/** An instance's known figures: a proven lower bound, and the best points reached so far. */
const Known = z.record(z.string(), z.object({ lower: z.number(), best: z.number() }));
export type Known = z.infer<typeof Known>;

export interface NamedCommunity {
  readonly name: string;
  readonly community: Community;
}

/** The instances of a folder or a file, one by one, so that large ones are never in memory together. */
export function* readInstances(path: string): Generator<NamedCommunity> {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((file) => file.endsWith(".json") && !["known.json", "index.json"].includes(file))
        .sort()
        .map((file) => join(path, file))
    : [path];
  for (const file of files) yield readInstance(file);
}

/** @throws Error that names the file when it is no instance */
function readInstance(file: string): NamedCommunity {
  const parsed = Instance.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${basename(file)} is not a pods-instance/1: ${z.prettifyError(parsed.error)}`);
  const { name, areas, members, pods } = parsed.data;
  return {
    name,
    community: {
      areas,
      pods: pods.map((pod) => ({ ...pod, locked: false })),
      members: members
        .filter((member) => !member.optOut)
        .map(({ tz, interests, optOut, ...member }) => ({ ...member, offset: tz, areas: interests })),
    },
  };
}

/** The known bounds beside the instances, if any. */
export function readKnown(path: string): Known {
  const folder = statSync(path).isDirectory() ? path : dirname(path);
  try {
    return Known.parse(JSON.parse(readFileSync(join(folder, "known.json"), "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

/** A seating in the format that the checker of these files reads. */
export function toPartition(seating: Seating): string {
  return `${JSON.stringify(seating)}\n`;
}
