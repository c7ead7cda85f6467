/** Answers that were rendered, kept for as long as what they were made from is as it was. */
import { hashOf } from "#shared/openfaas/cache.ts";

/** What is sent for a reading: the same for everybody who asks the same. */
export interface Answer {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer as it leaves, in UTF-8. */
export interface KeptAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Far more than a community's pages; whoever invents queries only has them rendered again. */
const ADDRESSES_MAX = 500;
const BYTES_MAX = 8_000_000;

export interface Kept {
  /** Names the answer: another state, another name. */
  readonly name: string;
  /** The answer kept, or what `render` makes, which is then kept. Those who ask meanwhile wait for the same one. */
  get(render: () => Promise<Answer>): Promise<KeptAnswer>;
}

/**
 * For a state (a name of all that answers depend on, beside their address) gives its answers by address. Only those of
 * the state asked for last are kept, and none that failed.
 */
export function openAnswers(): (state: string, address: string) => Kept {
  let state: string | undefined;
  let size = 0;
  const answers = new Map<string, Kept>();

  function forget() {
    answers.clear();
    size = 0;
  }

  function keep(name: string): Kept {
    let answer: Promise<KeptAnswer> | undefined;
    return {
      name,
      get(render) {
        answer ??= render().then(
          ({ body, headers }) => {
            const bytes = Buffer.from(body);
            size += bytes.length;
            if (size > BYTES_MAX) forget();
            return { bytes, headers };
          },
          (error) => {
            answer = undefined;
            throw error;
          },
        );
        return answer;
      },
    };
  }

  return (now, address) => {
    if (now !== state) forget();
    state = now;
    const known = answers.get(address);
    if (known !== undefined) return known;
    if (answers.size >= ADDRESSES_MAX) forget();
    const kept = keep(hashOf(`${now}\n${address}`));
    answers.set(address, kept);
    return kept;
  };
}
