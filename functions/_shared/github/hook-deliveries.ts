/** What GitHub delivered to the hook that leads to us, and asking for it again. It keeps deliveries for three days. */
import type { Client } from "./call.ts";

export interface HookDelivery {
  readonly id: number;
  /** The same for everything that is delivered again. */
  readonly guid: string;
  /** ms */
  readonly at: number;
  readonly redelivery: boolean;
  readonly ok: boolean;
  /** `503 Service Unavailable` */
  readonly status: string;
}

export interface Hook {
  /** All since then, newest first; at most some thousands. */
  deliveries(since: number): Promise<HookDelivery[]>;
  redeliver(id: number): Promise<void>;
}

/** Why there is no hook that we can read, as a sentence. */
export interface NoHook {
  readonly fault: string;
}

type IsOurs = (url: string) => boolean;

const PER_PAGE = 100;
const PAGES_MAX = 100;

/** The hook of an app; `client` signs its calls with the app's own key. */
export async function appHook(client: Client, isOurs: IsOurs): Promise<Hook | NoHook> {
  const { url } = (await client.request("GET /app/hook/config")).data;
  if (!url || !isOurs(url)) return { fault: "The app’s own webhook does not lead to on-github-event." };
  return {
    deliveries: (since) => collect(client.paginate.iterator("GET /app/hook/deliveries", { per_page: PER_PAGE }), since),
    async redeliver(id) {
      await client.request("POST /app/hook/deliveries/{delivery_id}/attempts", { delivery_id: id });
    },
  };
}

/** The hook of an organisation, with a token that may read it. */
export async function organisationHook(
  client: Client,
  headers: { authorization: string },
  org: string,
  isOurs: IsOurs,
): Promise<Hook | NoHook> {
  let hooks: { id: number | bigint; config: { url?: string | undefined } }[];
  try {
    hooks = (await client.request("GET /orgs/{org}/hooks", { org, headers, per_page: PER_PAGE })).data;
  } catch (error) {
    // GitHub answers 404 to a token without the right.
    if (![403, 404].includes((error as { status?: number }).status ?? 0)) throw error;
    return {
      fault: `The token in pods-github may not read the webhooks of the organisation ${org}: give it the scope admin:org_hook, or use an app.`,
    };
  }
  const hook = hooks.find(({ config }) => isOurs(config.url ?? ""));
  if (!hook)
    return {
      fault: `The organisation ${org} has no webhook that leads to on-github-event. What a repository’s webhook delivers cannot be asked for again.`,
    };
  const place = { org, hook_id: Number(hook.id), headers };
  return {
    deliveries: (since) =>
      collect(
        client.paginate.iterator("GET /orgs/{org}/hooks/{hook_id}/deliveries", { ...place, per_page: PER_PAGE }),
        since,
      ),
    async redeliver(id) {
      await client.request("POST /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}/attempts", {
        ...place,
        delivery_id: id,
      });
    },
  };
}

interface Listed {
  readonly id: number | bigint;
  readonly guid: string;
  readonly delivered_at: string;
  readonly redelivery: boolean;
  readonly status: string;
  readonly status_code: number;
}

async function collect(pages: AsyncIterable<{ data: readonly Listed[] }>, since: number): Promise<HookDelivery[]> {
  const found: HookDelivery[] = [];
  let left = PAGES_MAX;
  for await (const { data } of pages) {
    for (const { id, guid, delivered_at, redelivery, status, status_code: code } of data) {
      const at = Date.parse(delivered_at);
      if (at < since) return found;
      found.push({ id: Number(id), guid, at, redelivery, ok: code >= 200 && code < 300, status: `${code} ${status}` });
    }
    if (--left === 0) break;
  }
  return found;
}
