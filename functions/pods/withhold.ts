/** Texts that may name a private repository, as anybody may read them. */
import { type Repository, repositoryNames } from "#shared/core/activity.ts";

const WITHHELD = "It is about a private repository, so this page does not say more";

/** Such a text is withheld whole: it may quote more of the repository than its name. */
export function withholdPrivate(repositories: readonly Repository[]): (text: string) => string {
  const names = repositories
    .filter((one) => one.private)
    .flatMap(({ name, formerly }) => repositoryNames(name, formerly));
  return (text) => (names.some((name) => text.toLowerCase().includes(name)) ? WITHHELD : text);
}
