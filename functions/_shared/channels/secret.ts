/**
 * The secret `pods-chat`: how to reach each channel of the community, and those of single pods, as YAML. It holds passwords,
 * so no error ever repeats any of it.
 */
import { load } from "js-yaml";
import * as z from "zod";
import { PodsError } from "../core/errors.ts";
import { numberOf } from "../core/pod-names.ts";
import type { Connection } from "./channel.ts";
import { CHANNELS, type ChannelId, channelOf } from "./index.ts";

/** The connected channels of one place, in the order of `CHANNELS`. */
type ChannelsThere = ReadonlyMap<ChannelId, Connection>;

export interface Connections {
  readonly community: ChannelsThere;
  /** The channels of single pods, by what stands there for a slug. */
  readonly pods: ReadonlyMap<string, ChannelsThere>;
}

const NOT_USED = "-";
const Parts = z.record(z.string(), z.unknown());
type Parts = z.infer<typeof Parts>;
const PODS = "pods";
/** Errors repeat only text that looks like a name; anything else may be a token in the wrong place. */
const NAME = /^[a-z]{1,20}$/;

/** `undefined` (the secret holds `-`) connects nothing. Throws PodsError "invalid" that names what is wrong. */
export function parseChatSecret(text: string | undefined): Connections {
  if (text === undefined) return { community: new Map(), pods: new Map() };
  if (text.trim() === "") throw invalid(["is empty"]);
  const { data: parts } = Parts.safeParse(readYaml(text));
  if (!parts) throw invalid(["holds no list of channels"]);

  const { [PODS]: ofPods = NOT_USED, ...ofCommunity } = parts;
  const faults: string[] = [];
  const community = connect(ofCommunity, (fault) => faults.push(fault));
  const pods = new Map<string, ChannelsThere>();
  const seen = new Set<string>();
  const named = ofPods === NOT_USED ? {} : Parts.safeParse(ofPods).data;
  if (!named) faults.push(`${PODS} holds no list of pods, each with its channels`);
  for (const [index, [slug, part]] of Object.entries(named ?? {}).entries()) {
    const fault = (what: string) => faults.push(`${podEntry(slug, index)}: ${what}`);
    if (seen.has(slug.toLowerCase())) fault("stands there twice, in capital and small letters");
    seen.add(slug.toLowerCase());
    const lines = Parts.safeParse(part).data;
    if (lines) pods.set(slug.toLowerCase(), connect(lines, fault));
    else if (part !== NOT_USED) fault("holds no list of channels");
  }
  if (faults.length > 0) throw invalid(faults);
  return { community, pods };
}

/** Names what stands for a pod, by its slug or its place: anything but a slug may be a password. */
export const podEntry = (slug: string, index: number): string =>
  numberOf(slug.toLowerCase()) === undefined ? `entry ${index + 1} of ${PODS}` : slug.toLowerCase();

function connect(parts: Parts, fault: (what: string) => void): ChannelsThere {
  for (const name of Object.keys(parts).filter((name) => channelOf(name) === undefined))
    fault(NAME.test(name) ? `does not know ${name}` : "holds something that is no channel");
  const connections = new Map<ChannelId, Connection>();
  for (const channel of CHANNELS) {
    const part = parts[channel.id];
    if (part === undefined || part === NOT_USED) continue;
    const connection = channel.connect(part);
    if (connection) connections.set(channel.id, connection);
    else fault(`${channel.id} ${channel.secret.fault}`);
  }
  return connections;
}

function readYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    throw invalid(["is not YAML"]);
  }
}

const invalid = (faults: readonly string[]): PodsError => {
  const examples = CHANNELS.map(({ secret }) => `"${secret.example}"`).join(", ");
  return new PodsError(
    "invalid",
    `The secret pods-chat cannot be used: ${faults.join("; ")}. It takes one line a channel: ${examples}. ` +
      `A channel that is not used is left out or holds "${NOT_USED}". Under "${PODS}" stand single pods, each with such lines.`,
  );
};
