/** Parts of what GitHub sends and takes that several calls share. */

/** `name` is owner/name. */
export function ownerAndRepo(name: string): { owner: string; repo: string } {
  const [owner = "", repo = ""] = name.split("/");
  return { owner, repo };
}

export const labelNames = (labels: readonly (string | { readonly name?: string })[]): string[] =>
  labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? [])));

/** The result of a call, or `undefined` when it is refused with this status, and these words. */
export async function unless<T>(status: number, call: () => Promise<T>, words = /(?:)/): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const { status: its, message = "" } = error as { status?: number; message?: string };
    if (its === status && words.test(message)) return undefined;
    throw error;
  }
}
