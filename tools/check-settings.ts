/** Says whether a file of settings can be used, before it is uploaded: `npm run check-settings -- FILE`. */
import { readSettings } from "./start/local-settings.ts";

const file = process.argv[2] ?? "pods.yml";
try {
  const { community, areas } = readSettings(file);
  console.log(`${file} can be used: ${community}, areas ${Object.keys(areas).join(", ")}.`);
} catch (error) {
  // One mistake a line; each names its own.
  console.error((error as Error).message.replaceAll(`; ${file} line`, `\n${file} line`));
  process.exitCode = 1;
}
