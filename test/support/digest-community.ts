/** A community whose digests are previewed, and to which GitHub delivers. */
import { joinPod } from "../../functions/join-pod/handler.ts";
import { weeklyDigest } from "../../functions/weekly-digest/handler.ts";
import { NOW, SETTINGS, testCommunity } from "./community.ts";
import { type Delivery, guid } from "./github/deliver-as-github.ts";
import { openWebhook } from "./github/webhook.ts";

/** `name` names its deliveries. */
export async function digestCommunity(name: string) {
  const community = await testCommunity(`${SETTINGS}publicUrl: https://pods.example.org\n`);
  let now = NOW;
  const at = { ...community, now: () => now };
  const webhook = openWebhook(at);
  const members = joinPod(at);
  const digests = weeklyDigest(at);
  let deliveries = 0;
  const send = (delivery: Delivery) => webhook.send({ id: guid(name, ++deliveries), ...delivery });
  return { ...at, send, members, digests, setTime: (time: number) => (now = time) };
}
