/**
 * Refuses to seat people, to move them and to plan while the settings mean another area by an id than before; else keeps what
 * they mean. The parts of the store that do these things use such a client.
 */
import { type AreaHistory, faultsOfAreas, historyWith } from "../core/area-history.ts";
import { PodsError } from "../core/errors.ts";
import type { Settings } from "../core/settings.ts";
import { AREA_FAULT, areaFaultIn, areaFaultText } from "./area-fault.ts";
import type { Client } from "./client.ts";
import type { VerbName } from "./library.ts";

/** Verbs that seat and move people, or hear what they want. They can leave and be forgotten all the same. */
const GO_BY_AREAS: ReadonlySet<VerbName> = new Set([
  "join",
  "enlist",
  "invite",
  "list-independent",
  "describe",
  "end-break",
  "save-plan",
  "start-run",
  "apply",
]);

interface ClientOfAreas extends Client {
  /** Rejects with "unavailable" if there is a fault; `undefined` when it is known that there is none. */
  checkAreas(): Promise<void> | undefined;
}

/** The parts of a store share what is known. */
const opened = new WeakMap<Client, ClientOfAreas>();

export function withAreasChecked(client: Client): ClientOfAreas {
  const before = opened.get(client);
  if (before) return before;
  const checkAreas = openCheck(client);
  const checked = <Done>(verb: VerbName, work: () => Promise<Done>): Promise<Done> => {
    const check = GO_BY_AREAS.has(verb) ? checkAreas() : undefined;
    return check ? check.then(work) : work();
  };
  const made: ClientOfAreas = {
    ...client,
    checkAreas,
    run: (verb, args, members) => checked(verb, () => client.run(verb, args, members)),
    runMany: (verb, calls, members) => checked(verb, () => client.runMany(verb, calls, members)),
  };
  opened.set(client, made);
  return made;
}

/** The field of `meta` with the history. */
const HISTORY = "areas";

/** Looks once at settings that are sound. */
function openCheck(client: Client): () => Promise<void> | undefined {
  const save = (marker: string, value: string) => client.run("set-marker", { marker, value });
  let sound: Settings["areas"] | undefined;
  async function look(areas: Settings["areas"]): Promise<void> {
    const [fields] = await client.read(["HMGET", client.keys.fixed("meta"), HISTORY, AREA_FAULT]);
    const [text, told] = fields as (string | null)[];
    const history = parseHistory(text ?? "");
    const detail = faultsOfAreas(areas, history).join(" ");
    if (areaFaultIn(told, areas) !== (detail || undefined))
      await save(AREA_FAULT, detail === "" ? "" : areaFaultText(detail, areas));
    if (detail !== "") throw new PodsError("unavailable", detail);
    const after = historyText(historyWith(areas, history));
    if (after !== text) await save(HISTORY, after);
    sound = areas;
  }
  return () => {
    const areas = client.areas.now();
    return areas === undefined || areas === sound ? undefined : look(areas);
  };
}

/** A line for each id: `docs|handbook|Docs`. */
const historyText = (history: AreaHistory): string =>
  [...history].map(([id, [now, title]]) => `${id}|${now}|${title}`).join("\n");

const parseHistory = (text: string): AreaHistory =>
  new Map([...text.matchAll(/^(.*?)\|(.*?)\|(.*)$/gm)].map(([, id = "", now = "", title = ""]) => [id, [now, title]]));
