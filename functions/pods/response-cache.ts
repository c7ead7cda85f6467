/** Rendered answers, kept until the state they were rendered from changes. */
import { hashOf } from "#shared/openfaas/cache.ts";
import type { HttpAnswer } from "./http-answer.ts";

/** An answer in UTF-8, ready to be sent. */
interface EncodedAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Far more than a community's pages. Somebody who invents queries can fill it, and then pages are rendered again. */
const ADDRESSES_MAX = 500;
const BYTES_MAX = 8_000_000;

interface CachedResponse {
  /** For the ETag: another state or address has another version. */
  readonly version: string;
  /** The cached answer, or the one that `render` makes. Requests that come while it renders share it. */
  get(render: () => Promise<HttpAnswer>): Promise<EncodedAnswer>;
}

/**
 * Gives the cached response of an address in a state; `state` names everything that answers depend on besides the address.
 * Only responses of the latest state are kept, and a failure is never kept.
 */
export function openResponseCache(): (state: string, address: string) => CachedResponse {
  let state: string | undefined;
  let size = 0;
  const responses = new Map<string, CachedResponse>();

  function clear() {
    responses.clear();
    size = 0;
  }

  function cachedResponse(version: string): CachedResponse {
    let answer: Promise<EncodedAnswer> | undefined;
    return {
      version,
      get(render) {
        answer ??= render().then(
          ({ body, headers }) => {
            const bytes = Buffer.from(body);
            size += bytes.length;
            if (size > BYTES_MAX) clear();
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
    if (now !== state) clear();
    state = now;
    const known = responses.get(address);
    if (known !== undefined) return known;
    if (responses.size >= ADDRESSES_MAX) clear();
    const response = cachedResponse(hashOf(`${now}\n${address}`));
    responses.set(address, response);
    return response;
  };
}
