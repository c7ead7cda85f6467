import { readdir, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refused } from "./refused.ts";

/** The platform's secrets: files in a folder, named as Kubernetes would allow. */
export interface SecretFiles {
  names(): Promise<string[]>;
  has(name: string): Promise<boolean>;
  write(name: string, value: Buffer): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Throws for a name that no provider would accept. This also keeps the file inside the folder. */
export function checkSecretName(name: string): void {
  if (/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name)) return;
  throw new Error(`${JSON.stringify(name)} is not a secret's name: lower case letters, digits, "-" and "."`);
}

/** The value of a secret that is not used. */
export const NOT_USED = "-";

/** `locked` are secrets that must stay unused here, with the reasons. */
export function openSecretFiles(folder: string, locked: Readonly<Record<string, string>> = {}): SecretFiles {
  const path = (name: string) => {
    checkSecretName(name);
    return join(folder, name);
  };
  return {
    names: async () => (await readdir(folder)).sort(),
    has: (name) =>
      stat(path(name)).then(
        () => true,
        () => false,
      ),
    async write(name, value) {
      const reason = locked[name];
      if (reason !== undefined && value.toString().trim() !== NOT_USED) throw new Refused(400, reason);
      await writeFile(path(name), value, { mode: 0o600 });
    },
    remove: (name) => unlink(path(name)),
  };
}
