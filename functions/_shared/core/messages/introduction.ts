/** Somebody took a seat: what the chat is told. */
import { safe } from "../digest/slack.ts";
import { isAbsolute } from "../digest/url.ts";
import type { Pod } from "../pod.ts";
import { areaTitle, type Settings } from "../settings.ts";

/** A Slack message; it names somebody without notifying anybody. */
export function introductionForSlack(login: string, pod: Pod, settings: Settings): object {
  const page = `${settings.publicUrl}/pods/${pod.slug}`;
  const name = isAbsolute(page) ? `<${page}|${safe(pod.name)}>` : safe(pod.name);
  const text = `Please welcome <https://github.com/${login}|${safe(login)}> in the ${name} pod (${safe(areaTitle(settings, pod.area))}).`;
  return { text, unfurl_links: false, unfurl_media: false };
}
