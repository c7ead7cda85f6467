/**
 * Says whether settings can be used, before they are uploaded: `npm run check-settings -- [FILE]`. Without a file it reads
 * pods.yml, and `-` is the standard input. Exit code: 1 for mistakes, 2 if there is nothing to read.
 */
import { readFileSync } from "node:fs";
import { parseLocalSettings } from "./start/local-settings.ts";

const [argument = "pods.yml", ...more] = process.argv.slice(2);
const file = argument === "-" ? "standard input" : argument;

function end(code: number, sentence: string): never {
  console.error(sentence);
  process.exit(code);
}

function read(): string {
  if (more.length > 0) end(2, `One file at a time: "${argument}" and then "${more.join('", "')}".`);
  try {
    return readFileSync(argument === "-" ? 0 : argument, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return end(2, code === "ENOENT" ? `There is no file ${file}.` : `${file} cannot be read (${code}).`);
  }
}

const text = read();
try {
  const { community, areas, publicUrl } = parseLocalSettings(text, file);
  console.log(`${file} can be used: ${community}, areas ${Object.keys(areas).join(", ")}.`);
  if (/^https?:\/\/[^/]*$/.test(publicUrl)) {
    const link = `${publicUrl}/pods/status`;
    console.log(
      `Links begin with publicUrl, such as ${link}: a gateway has that page at ${publicUrl}/function/pods/status.`,
    );
  }
} catch (error) {
  // One mistake a line; each names its own.
  end(1, (error as Error).message.replaceAll(`; ${file} line`, `\n${file} line`));
}
