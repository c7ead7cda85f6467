/** The repositories that we heard of. */
import type { Repository } from "../core/activity.ts";
import type { Repositories } from "../core/ports.ts";
import { cachedBriefly } from "./cached-briefly.ts";
import type { StoreTools } from "./open-store.ts";
import { scanHash } from "./scan.ts";

export function repositories({ client }: StoreTools): Repositories {
  const { fixed } = client.keys;

  async function all(): Promise<Repository[]> {
    const found = new Map<string, Repository>();
    for await (const [id, text] of scanHash(client, fixed("repositories"))) {
      const repository = parseRepository(text);
      if (repository) found.set(id, repository);
    }
    const names = new Set([...found.values()].map(({ name }) => name.toLowerCase()));
    return [...found.values()]
      .map(({ formerly = [], ...one }) => {
        const free = formerly.filter((name) => !names.has(name.toLowerCase()));
        return free.length > 0 ? { ...one, formerly: free } : one;
      })
      .sort((a, b) => a.id - b.id);
  }

  return {
    repositories: all,

    async repository(id) {
      const [text] = await client.read(["HGET", fixed("repositories"), id]);
      const known = text ? parseRepository(text as string) : undefined;
      // Another one may have one of its former names by now.
      return known && known.formerly.length > 0 ? (await all()).find((one) => one.id === id) : known;
    },

    recentRepositories: cachedBriefly<void, Repository[]>(all),
  };
}

/** `updated|fact`, and a line for each name that it had before. One of somebody who was forgotten has no name any more. */
function parseRepository(text: string): (Repository & Required<Pick<Repository, "formerly">>) | undefined {
  const [fact = "", ...earlier] = text.slice(text.indexOf("|") + 1).split("\n");
  const repository = JSON.parse(fact) as Repository;
  const formerly = earlier.flatMap((line) => (JSON.parse(line) as Partial<Repository>).name ?? []);
  return repository.name === undefined ? undefined : { ...repository, formerly };
}
