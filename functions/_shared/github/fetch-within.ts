/** Calls within a time. GitHub leads from the former address of what was renamed or moved to its present one. */

const REDIRECTS = [301, 302, 307, 308];
/** One for a new name, one for another repository, and one to spare. */
const HOPS_MAX = 3;

/**
 * The same call goes to the new address: `fetch` by itself would make a POST a GET there, so that nothing would be written
 * and nobody would know. It goes to no other site, since it holds our token.
 */
export const fetchWithin =
  (timeoutMs: number, fetch: typeof globalThis.fetch): typeof fetch =>
  async (url, init) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const first = new URL(String(url));
    let at = first;
    for (let hops = 0; hops <= HOPS_MAX; hops++) {
      const response = await fetch(at, { ...init, signal, redirect: "manual" });
      const to = REDIRECTS.includes(response.status) ? response.headers.get("location") : null;
      if (to === null) return response;
      await response.body?.cancel();
      at = new URL(to, at);
      if (at.origin !== first.origin) throw new Error(`GitHub leads from ${first.pathname} to ${at.origin}`);
    }
    throw new Error(`GitHub leads from ${first.pathname} to one address after the other`);
  };
