/** A room behind a webhook: takes whatever is posted, and tells nobody what it has. */
import type { Channel } from "#shared/channels/channel.ts";
import type { Behaviour } from "./behaviour.ts";

const PASSWORD = "verysecret-4711";

export function webhookAt(address: string, channel: Channel): Behaviour {
  const published: string[] = [];
  return {
    line: channel.secret.example.replace(/https:\S*/, `${address}/services/T0/${PASSWORD}`),
    password: PASSWORD,
    published,
    isPost: () => true,
    answer({ body }) {
      published.push(body);
      return { status: 200, body: JSON.stringify({ id: String(1000 + published.length) }) };
    },
    pass() {},
  };
}
