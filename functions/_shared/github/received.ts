/** Parts of what GitHub sends and takes that several calls share. */

/** `name` is owner/name. */
export function ownerAndRepo(name: string): { owner: string; repo: string } {
  const [owner = "", repo = ""] = name.split("/");
  return { owner, repo };
}

export const labelNames = (labels: readonly (string | { readonly name?: string })[]): string[] =>
  labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? [])));

/** `undefined` where GitHub knows no such thing. */
export const unlessMissing = <T>(asked: Promise<T>): Promise<T | undefined> =>
  asked.catch((error: unknown) => {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  });
