/** How to say a command on GitHub, where people are known: a new issue with it filled in, or the comment to paste. */
import { githubLink } from "../core/github/site.ts";
import type { Settings } from "../core/settings.ts";
import { joinIssueLink, linkTo } from "./links.ts";
import { html, type Markup } from "./markup.ts";

interface Saying {
  readonly settings: Settings;
  /** Whether what people say on GitHub is answered there. */
  readonly isAnswered: boolean;
  /** The area it is about: its repositories are near at hand. */
  readonly area: string;
  /** Of the new issue. */
  readonly title: string;
  readonly command: string;
  readonly button: Markup | string;
}

export function joinHere({ settings, isAnswered, area, title, command, button }: Saying): Markup {
  const link = joinIssueLink(settings, title, command);
  const how = link
    ? html`<a class="button wide" href="${link}">${button}</a></p>
<p class="hint gap">Opens a new issue on GitHub with this text. Press <b>Create</b>. ${whatFollows(settings, isAnswered)}`
    : html`Paste this as a comment on any issue or pull request of ${places(settings, area)}. ${whatFollows(settings, isAnswered)}`;
  return html`<pre class="gap" tabindex="0">${command}</pre><p class="gap">${how}</p>`;
}

/** Without credentials for GitHub the command counts as well, but only pages tell. */
const whatFollows = (settings: Settings, isAnswered: boolean): Markup | string =>
  isAnswered
    ? "The answer comes there within seconds."
    : html`It counts at once, though nothing is answered there for now. The result is on the page <code>${linkTo(settings, "pods", "/people/")}<var>your GitHub name</var></code>.`;

/** The repositories of the area; the organisation, if the settings name none. */
function places(settings: Settings, area: string): Markup {
  const repositories = settings.areas[area]?.repositories ?? [];
  const names = repositories.length > 0 ? repositories : [settings.organisation];
  return html`${names.map((name, i) => html`${i > 0 && " or "}<a href="${githubLink(settings, name)}">${name}</a>`)}`;
}
