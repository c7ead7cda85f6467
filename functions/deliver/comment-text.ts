/** Our comment about the pod that a thread is close to. It states nothing that changes by the hour: the pod's page does. */
import { markerOf } from "#shared/core/github/marker.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { podLink } from "#shared/core/messages/github-parts.ts";
import { podInCommand } from "#shared/core/places.ts";
import type { Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";

/** Without a pod there is nothing to say, and an existing comment says that. `notified` is the login of the advocate. */
export const commentText = (pod: Pod | undefined, notified: string | undefined, settings: Settings): string =>
  [
    markerOf(settings.id),
    pod ? nearText(pod, notified, settings) : "There is nothing left to say here.",
    footer(settings, " Delete this comment, and I suggest no pod in this thread again."),
  ].join("\n\n");

function nearText(pod: Pod, notified: string | undefined, settings: Settings): string {
  const title = neutralise(areaTitle(settings, pod.area));
  const ask = notified === undefined ? "" : ` @${notified}, would you have a look?`;
  return `This is close to the ${podLink(pod, settings)} pod, which looks after ${title}. \`/pod join ${podInCommand(pod, settings)}\` asks for a seat there.${ask}`;
}

/** `more` is said after the sentence about help. */
export const footer = ({ community }: Settings, more = ""): string =>
  `<sub>From the pods of ${neutralise(community)}: \`/pod help\` lists what I understand.${more}</sub>`;
