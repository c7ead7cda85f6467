import { createHmac, randomUUID } from "node:crypto";

/** The address of the functions, and the secrets of a maintainer and of GitHub's webhook. */
export interface Access {
  /** The gateway's, e.g. http://127.0.0.1:8080 */
  readonly url: string;
  readonly adminKey: string;
  readonly webhookSecret: string;
}

/** A delivery from GitHub. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

export interface PodItem {
  readonly slug: string;
  readonly members: readonly unknown[];
}

const PODS_PER_PAGE = 200;

/** Calls the functions as any client does, by HTTP through the gateway. Throws when a function refuses. */
export class Client {
  readonly access: Access;

  constructor(access: Access) {
    this.access = access;
  }

  /** A maintainer's command. */
  command<T>(name: string, body: unknown): Promise<T> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
    return this.#post(name, JSON.stringify(body), { ...headers, ...this.#asMaintainer() });
  }

  import(csv: string): Promise<unknown> {
    return this.#post("join-pod", csv, { "Content-Type": "text/csv", ...this.#asMaintainer() });
  }

  tick(name: string): Promise<unknown> {
    return this.#post(name, "", {});
  }

  /** Sends a delivery as GitHub does, signed. */
  deliver({ id, event, payload }: Delivery): Promise<unknown> {
    const body = JSON.stringify(payload);
    const signature = createHmac("sha256", this.access.webhookSecret).update(body).digest("hex");
    return this.#post("on-github-event", body, {
      "Content-Type": "application/json",
      "X-GitHub-Event": event,
      "X-GitHub-Delivery": id,
      "X-Hub-Signature-256": `sha256=${signature}`,
    });
  }

  /** The JSON at an address such as `/pods/areas`, as a maintainer sees it; `undefined` for a 404. */
  async read<T>(path: string): Promise<T | undefined> {
    const headers = { Accept: "application/json", ...this.#asMaintainer() };
    const answer = await fetch(`${this.access.url}/function${path}`, { headers });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    return (await answer.json()) as T;
  }

  /** All pods of the directory. */
  async pods(): Promise<PodItem[]> {
    const pods: PodItem[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = `limit=${PODS_PER_PAGE}${cursor && `&cursor=${cursor}`}`;
      const page = await this.read<{ items: PodItem[]; next: string | null }>(`/pods/?${query}`);
      pods.push(...(page?.items ?? []));
      cursor = page?.next ?? null;
    }
    return pods;
  }

  #asMaintainer() {
    return { Authorization: `Bearer ${this.access.adminKey}` };
  }

  async #post<T>(name: string, body: string, headers: Record<string, string>): Promise<T> {
    const answer = await fetch(`${this.access.url}/function/${name}`, { method: "POST", body, headers });
    const text = await answer.text();
    if (answer.ok) return (text === "" ? undefined : JSON.parse(text)) as T;
    throw new Error(`${name} answered ${answer.status} to ${body.slice(0, 120)}: ${text.slice(0, 500)}`);
  }
}
