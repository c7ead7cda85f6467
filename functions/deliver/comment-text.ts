/** Our comment about the pod that a thread is close to. It states nothing that changes by the hour: the pod's page does. */
import { markerOf } from "#shared/core/github/marker.ts";
import { neutralise } from "#shared/core/github/neutralise.ts";
import { lazily } from "#shared/core/lazily.ts";
import { personLink, podLink, withArticle } from "#shared/core/messages/github-parts.ts";
import { podInCommand } from "#shared/core/places.ts";
import type { Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";

const listFormat = lazily(() => new Intl.ListFormat("en-GB"));

/** Its parts besides the pod; people and teams by their names on GitHub. */
interface Said {
  /** People, or a team, who are asked to have a look. */
  readonly mentioned?: readonly string[];
  /** How to ask for a seat is said, too. */
  readonly isHint?: boolean;
  readonly welcome?: { readonly buddy: string | undefined; readonly isPullRequest: boolean } | undefined;
  readonly celebrates?: boolean | undefined;
}

/** An existing comment says so when there is nothing to say any more. */
export const commentText = (
  pod: Pod | undefined,
  { mentioned = [], isHint = true, welcome, celebrates }: Said,
  settings: Settings,
): string =>
  [
    markerOf(settings.id),
    pod ? nearText(pod, mentioned, isHint, settings) : !welcome && !celebrates && "There is nothing left to say here.",
    welcome && welcomeText(welcome, settings),
    celebrates && celebration(settings),
    footer(settings, " Delete this comment, and I suggest no pod in this thread again."),
  ]
    .filter(Boolean)
    .join("\n\n");

function nearText(pod: Pod, mentioned: readonly string[], isHint: boolean, settings: Settings): string {
  const title = neutralise(areaTitle(settings, pod.area));
  const names = listFormat().format(mentioned.map((login) => `@${login}`));
  const ask = names && ` ${names}, would you have a look?`;
  const hint = isHint ? ` \`/pod join ${podInCommand(pod, settings)}\` asks for a seat there.` : "";
  return `This is close to ${withArticle(podLink(pod, settings))} pod, which looks after ${title}.${hint}${ask}`;
}

/** It promises nothing that depends on people who may be away. */
function welcomeText({ buddy, isPullRequest }: NonNullable<Said["welcome"]>, settings: Settings): string {
  const { community, links } = settings;
  const next = isPullRequest ? "reviews your changes, and may ask for a few more" : "answers you here";
  return [
    `Welcome to ${neutralise(community)}, and thank you! Next, somebody who knows this part of the project ${next}.`,
    buddy && `If you get stuck, ask ${personLink(buddy, settings)}, who knows the way around.`,
    links.contributing && `[How to contribute](${links.contributing}) says what a good change needs.`,
    links.slackInvite && `You are welcome [in our Slack](${links.slackInvite}), too.`,
  ]
    .filter(Boolean)
    .join(" ");
}

const celebration = ({ links: { swag } }: Settings): string =>
  `Your first pull request here was merged. Congratulations, and thank you!${swag ? ` [Order your swag](${swag}).` : ""}`;

/** `more` is said after the sentence about help. */
export const footer = ({ community }: Settings, more = ""): string =>
  `<sub>From the pods of ${neutralise(community)}: \`/pod help\` lists what I understand.${more}</sub>`;
