import { install, programIn } from "../../tools/apt.ts";

/** The path of a program that Debian has: on the PATH, or installed as root. Throws a sentence that says what to install. */
export async function debianProgram(names: readonly string[], debianPackage: string): Promise<string> {
  const { PATH = "" } = process.env;
  const path = (await programIn(PATH, names)) ?? (await installed(PATH, names, debianPackage));
  if (path === undefined) throw new Error(`There is no ${names[0]} here: install ${debianPackage}.`);
  return path;
}

async function installed(path: string, names: readonly string[], debianPackage: string): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  console.error(`Installing ${debianPackage} with apt.`);
  await install("apt-get", debianPackage, path).catch(() => {});
  return programIn(path, names);
}
