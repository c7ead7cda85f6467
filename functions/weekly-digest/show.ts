/** Digests as they are shown: read from the store, names put in, rendered in the form the reader wants. */
import { renderAtom } from "#shared/core/digest/atom.ts";
import { daysInWords, weekInWords } from "#shared/core/digest/dates.ts";
import { renderDiscord } from "#shared/core/digest/discord.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import type { Digest, DigestView } from "#shared/core/digest/model.ts";
import { renderSlack } from "#shared/core/digest/slack.ts";
import { type Story, storyOf } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import { peopleOf, viewOf } from "#shared/core/digest/view.ts";
import type { PublishedDigest, Store } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { addWeeks, dayOf, type Week, weekBounds } from "#shared/core/week.ts";
import { digestPage } from "#shared/web/digest-page.ts";

/** How many weeks the feed goes back. */
export const FEED_WEEKS = 12;

export const FORMATS = ["html", "json", "md", "txt", "slack.json", "discord.json"] as const;
export type DigestFormat = (typeof FORMATS)[number];

/** A digest with its names. */
export interface Shown extends Omit<PublishedDigest, "model"> {
  readonly view: DigestView;
  readonly story: Story;
}

/** Puts in today's names. Several digests share two reads. */
export async function withNames(
  digests: readonly PublishedDigest[],
  store: Store,
  settings: Settings,
): Promise<Shown[]> {
  const models = digests.map(({ model }) => model as Digest);
  const [members, repositories] = await Promise.all([
    store.members(new Set(models.flatMap(peopleOf))),
    store.repositories(),
  ]);
  const privateRepositories = new Set(repositories.filter((repository) => repository.private).map(({ id }) => id));
  return digests.map(({ model, ...published }) => {
    const view = viewOf(model as Digest, { members, privateRepositories });
    return { ...published, view, story: storyOf(view, settings) };
  });
}

/** As JSON: the model with names, and when it was published. */
export const asJson = ({ view, story, publishedAt, correctedAt }: Shown) => ({
  headline: story.headline,
  url: story.url,
  publishedAt: dated(publishedAt),
  correctedAt: correctedAt === undefined ? null : dated(correctedAt),
  ...view,
});

/** `weeks` are all that were published, newest first. */
export function render(shown: Shown, format: DigestFormat, settings: Settings, weeks: readonly Week[]): string {
  const { story } = shown;
  switch (format) {
    case "html": {
      const at = weeks.indexOf(shown.week);
      return digestPage({ ...shown, settings, before: weeks[at + 1], after: weeks[at - 1] });
    }
    case "json":
      return JSON.stringify(asJson(shown));
    case "md":
      return renderMarkdown(story);
    case "txt":
      return renderText(story);
    case "slack.json":
      return JSON.stringify(renderSlack(story));
    case "discord.json":
      return JSON.stringify(renderDiscord(story));
  }
}

export const renderFeed = (shown: readonly Shown[], settings: Settings): string =>
  renderAtom(
    settings,
    shown.map(({ week, story, publishedAt, correctedAt }) => ({
      week,
      story,
      publishedAt,
      updatedAt: correctedAt ?? publishedAt,
    })),
  );

/** A week in the archive's list. */
export function listed(week: Week, { publicUrl, digest }: Settings) {
  const from = dayOf(weekBounds(week, digest.timezone).from, digest.timezone);
  const to = dayOf(weekBounds(addWeeks(week, 1), digest.timezone).from - 1, digest.timezone);
  return { week, when: `${weekInWords(week)} · ${daysInWords(from, to)}`, url: `${publicUrl}/weekly-digest/${week}` };
}

const dated = (at: number): string => new Date(at).toISOString();
