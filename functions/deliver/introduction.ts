/** The message to a channel when somebody takes a seat. */
import type { Line } from "#shared/core/digest/lines.ts";
import { githubLink } from "#shared/core/github/site.ts";
import type { Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";

export const introductionOf = (login: string, { name, slug, area }: Pod, settings: Settings): Line => [
  "Please welcome ",
  { link: githubLink(settings, login), text: login },
  " to the ",
  { link: `${settings.publicUrl}/pods/${slug}`, text: name },
  ` pod (${areaTitle(settings, area)}).`,
];
