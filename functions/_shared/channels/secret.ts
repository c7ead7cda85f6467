/** The secret `pods-chat`: how to reach each channel, as YAML. It holds passwords, so no error ever repeats any of it. */
import { load } from "js-yaml";
import * as z from "zod";
import { PodsError } from "../core/errors.ts";
import type { Connection } from "./channel.ts";
import { CHANNELS, type ChannelId, channelOf } from "./index.ts";

/** The connected channels, in the order of `CHANNELS`. */
export type Connections = ReadonlyMap<ChannelId, Connection>;

const NOT_USED = "-";
const Parts = z.record(z.string(), z.unknown());
/** Errors repeat only text that looks like a name; anything else may be a token in the wrong place. */
const NAME = /^[a-z]{1,20}$/;

/** `undefined` (the secret holds `-`) connects nothing. Throws PodsError "invalid" that names what is wrong. */
export function parseChatSecret(text: string | undefined): Connections {
  if (text === undefined) return new Map();
  if (text.trim() === "") throw invalid(["is empty"]);
  const { data: parts } = Parts.safeParse(readYaml(text));
  if (!parts) throw invalid(["holds no list of channels"]);

  const faults = Object.keys(parts)
    .filter((name) => channelOf(name) === undefined)
    .map((name) => (NAME.test(name) ? `does not know ${name}` : "holds something that is no channel"));
  const connections = new Map<ChannelId, Connection>();
  for (const channel of CHANNELS) {
    const part = parts[channel.id];
    if (part === undefined || part === NOT_USED) continue;
    const connection = channel.connect(part);
    if (connection) connections.set(channel.id, connection);
    else faults.push(`${channel.id} ${channel.secret.fault}`);
  }
  if (faults.length > 0) throw invalid(faults);
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
      `A channel that is not used is left out or holds "${NOT_USED}".`,
  );
};
