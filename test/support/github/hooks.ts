/** The webhook of the local GitHub: what it delivered, to whom, with which result, and what it delivers again. */
import type { Contract } from "./contract.ts";
import type { Delivery } from "./deliver-as-github.ts";
import { type Answer, instant, NOT_FOUND, type Operation, refused } from "./operations.ts";

interface Attempt {
  readonly id: number;
  readonly guid: string;
  readonly at: number;
  readonly redelivery: boolean;
  readonly status: number;
  readonly delivery: Delivery & { readonly id: string };
}

const HOOK = 77;
const KEPT_MS = 3 * 24 * 3_600_000;

export class Hooks {
  /** Where the webhook leads. */
  url = "https://gateway.example.org/function/on-github-event";
  /** Who receives deliveries; returns the status of the answer. */
  receiver: (delivery: Delivery) => Promise<number> = async () => 502;
  /** Whether the token may read the organisation's webhooks. */
  isTokenAllowed = true;
  /** Oldest first. */
  readonly attempts: Attempt[] = [];
  readonly #now: () => number;
  #underWay: Promise<unknown>[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Delivers it once, as GitHub does, whatever comes back. */
  async deliver(delivery: Delivery & { readonly id: string }, redelivery = false): Promise<void> {
    const at = this.#now();
    const status = await this.receiver(delivery);
    this.attempts.push({ id: this.attempts.length + 1, guid: delivery.id, at, redelivery, status, delivery });
  }

  /** What was asked for again has been delivered. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
  }

  operations(contract: Contract): Record<string, Operation> {
    const list =
      (operation: string): Operation =>
      ({ query, url }) => {
        const size = Number(query.per_page ?? 30);
        const from = Number(query.cursor ?? 0);
        const kept = this.attempts.filter(({ at }) => at > this.#now() - KEPT_MS).reverse();
        const next = new URL(url);
        next.searchParams.set("cursor", String(from + size));
        const [published] = contract.example(operation, 200) as unknown as object[];
        const shown = kept.slice(from, from + size).map(({ id, guid, at, redelivery, status }) => ({
          ...published,
          ...{ id, guid, redelivery, delivered_at: instant(at), status_code: status },
          status: status < 300 ? "OK" : "Invalid HTTP Response",
        }));
        const headers = kept.length > from + size ? { Link: `<${next}>; rel="next"` } : {};
        return { status: 200, body: shown, headers };
      };
    const redeliver: Operation = ({ params }) => {
      const attempt = this.attempts.find(({ id }) => id === Number(params.delivery_id));
      if (!attempt || attempt.at <= this.#now() - KEPT_MS) return NOT_FOUND;
      this.#underWay.push(this.deliver(attempt.delivery, true));
      return { status: 202, body: {} };
    };
    const allowed =
      (operation: Operation): Operation =>
      (call) =>
        this.isTokenAllowed ? operation(call) : NOT_FOUND;
    const hooks = (): Answer => {
      const [published] = contract.example("orgs/list-webhooks", 200) as unknown as [{ config: object }];
      return { status: 200, body: [{ ...published, id: HOOK, config: { ...published.config, url: this.url } }] };
    };
    const ofHook =
      (operation: Operation): Operation =>
      (call) =>
        Number(call.params.hook_id) === HOOK ? operation(call) : refused(404, "Not Found");
    return {
      "apps/get-webhook-config-for-app": () => ({
        status: 200,
        body: { ...contract.example("apps/get-webhook-config-for-app", 200), url: this.url },
      }),
      "apps/list-webhook-deliveries": list("apps/list-webhook-deliveries"),
      "apps/redeliver-webhook-delivery": redeliver,
      "orgs/list-webhooks": allowed(hooks),
      "orgs/list-webhook-deliveries": allowed(ofHook(list("orgs/list-webhook-deliveries"))),
      "orgs/redeliver-webhook-delivery": allowed(ofHook(redeliver)),
    };
  }
}
