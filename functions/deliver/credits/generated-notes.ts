/** Reads the notes that GitHub generates for a release: its pull requests, and who contributed for the first time. */

interface GeneratedPull {
  readonly number: number;
  readonly title: string;
  readonly login: string;
}

export interface GeneratedNotes {
  readonly pulls: readonly GeneratedPull[];
  /** First contributions to the repository. */
  readonly firsts: readonly Omit<GeneratedPull, "title">[];
}

/** The title is somebody's text and may look like the rest of a line: the end of the line counts. */
const PULL = /^[*-] (.*) by @(\S+) in (\S+)$/;
const FIRST = /^[*-] @(\S+) made their first contribution in (\S+)$/;

/** `repository` is owner/name. */
export function readGeneratedNotes(text: string, repository: string): GeneratedNotes {
  const address = `/${repository.toLowerCase()}/pull/`;
  const numberOf = (url: string): number | undefined => {
    const at = url.toLowerCase().indexOf(address);
    const digits = at < 0 ? "" : url.slice(at + address.length);
    return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
  };
  const pulls: GeneratedPull[] = [];
  const firsts: Omit<GeneratedPull, "title">[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, newcomer, where = ""] = FIRST.exec(line) ?? [];
    const first = numberOf(where);
    if (newcomer !== undefined && first !== undefined) {
      firsts.push({ number: first, login: newcomer });
      continue;
    }
    const [, title = "", login = "", url = ""] = PULL.exec(line) ?? [];
    const number = numberOf(url);
    if (number !== undefined) pulls.push({ number, title, login });
  }
  return { pulls, firsts };
}
