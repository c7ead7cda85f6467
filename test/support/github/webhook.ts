/** A community's webhook, and deliveries to it. */
import * as assert from "uvu/assert";
import { type Deps, onGithubEvent } from "../../../functions/on-github-event/handler.ts";
import { ask } from "../community.ts";
import { type Delivery, requestOf, WEBHOOK_SECRET } from "./deliver-as-github.ts";

/** A test sends many deliveries one after the other, so that one of them may well meet the moment. */
const TRIES = 30;

export function openWebhook(community: Omit<Deps, "webhookSecret">) {
  const webhook = onGithubEvent({ ...community, webhookSecret: () => WEBHOOK_SECRET });
  /** On a busy machine a call may take longer than it may: then it is delivered again, as GitHub lets people do. */
  const send = async (delivery: Delivery): Promise<void> => {
    const response = await ask(webhook, "/", requestOf(delivery), TRIES);
    assert.ok(response.ok, await response.text());
  };
  return { webhook, send };
}
