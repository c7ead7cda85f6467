import { readFileSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import { dump, load } from "js-yaml";
import { DESTINATIONS } from "#shared/channels/index.ts";
import { PodsError } from "#shared/core/errors.ts";
import type { Settings } from "#shared/core/settings.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const WATCH_INTERVAL_MS = 1_000;
/** Without a host, so that pages work under 127.0.0.1 and under localhost. */
const LOCAL_URL = "/function";
/** A developer's Redis may keep nothing on disk. */
const LOCAL_DURABILITY = "none";

/** The settings in `file`; throws a sentence that names the file, and the line of each mistake. */
export function readSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Error(`There is no settings file ${file}.`);
  }
  return parseLocalSettings(text, file);
}

/** `file` names where the text comes from. */
export function parseLocalSettings(text: string, file: string): Settings {
  try {
    return parseSettings(text, file, DESTINATIONS);
  } catch (error) {
    if (error instanceof PodsError) throw new Error(error.detail);
    throw error;
  }
}

/**
 * Writes `file` to `copy` with links that lead to this machine, and again whenever it changes, so that an edit shows
 * at once. An edit with a mistake is reported, and the previous settings stay. `adapt` makes them fit what is run here.
 * Returns a function that ends this.
 */
export function keepLocalCopy(
  file: string,
  copy: string,
  report: (sentence: string) => void = (sentence) => console.error(sentence),
  adapt: (settings: Pick<Settings, "community">) => object = (settings) => settings,
): () => void {
  const write = () => {
    const settings = adapt(load(readFileSync(file, "utf8")) as Settings);
    writeFileSync(copy, dump({ ...settings, publicUrl: LOCAL_URL, durability: LOCAL_DURABILITY }));
  };
  const changed = () => {
    try {
      readSettings(file);
      write();
    } catch (error) {
      report(`${(error as Error).message}\nThe previous settings stay until ${file} can be used.`);
    }
  };
  write();
  watchFile(file, { interval: WATCH_INTERVAL_MS, persistent: false }, changed);
  return () => unwatchFile(file, changed);
}
