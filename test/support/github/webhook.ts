/** A community's webhook, and deliveries to it. */
import * as assert from "uvu/assert";
import { type Deps, onGithubEvent } from "../../../functions/on-github-event/handler.ts";
import { eventually } from "../eventually.ts";
import { type Delivery, requestOf, WEBHOOK_SECRET } from "./deliver-as-github.ts";

export function openWebhook(community: Omit<Deps, "webhookSecret">) {
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  /** On a busy machine a call may take longer than it may: then it is delivered again, as GitHub lets people do. */
  const send = (delivery: Delivery): Promise<void> =>
    eventually(async () => {
      const response = await webhook.request("/", requestOf(delivery));
      assert.ok(response.status < 300 || response.status === 503, await response.text());
      return response.ok;
    });
  return { webhook, send };
}
