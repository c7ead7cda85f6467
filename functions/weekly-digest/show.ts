/** Renders digests in the format the reader asked for. */
import { CHANNEL_MEDIA, type ChannelFormat, RENDERINGS } from "#shared/channels/index.ts";
import { renderAtom } from "#shared/core/digest/atom.ts";
import { daysInWords, weekInWords } from "#shared/core/digest/dates.ts";
import { renderMarkdown } from "#shared/core/digest/markdown.ts";
import type { Story } from "#shared/core/digest/story.ts";
import { renderText } from "#shared/core/digest/text.ts";
import type { ShownDigest } from "#shared/core/digest/with-names.ts";
import type { Settings } from "#shared/core/settings.ts";
import { daysOf, type Week } from "#shared/core/week.ts";
import { digestPage } from "./digest-page.ts";

/** How many weeks the feed goes back. */
export const FEED_WEEKS = 12;

/** The formats for readers, and one for each place that the digest is posted to or pasted into. */
export type DigestFormat = "html" | "json" | "md" | "txt" | ChannelFormat;
export const FORMATS: readonly [DigestFormat, ...DigestFormat[]] = [
  "html",
  "json",
  "md",
  "txt",
  ...CHANNEL_MEDIA.keys(),
];

/** The JSON form: the model with names, and when it was published. */
export const asJson = ({ view, story, publishedAt, correctedAt }: ShownDigest) => ({
  headline: story.headline,
  url: story.url,
  publishedAt: dated(publishedAt),
  correctedAt: correctedAt === undefined ? null : dated(correctedAt),
  ...view,
});

/** `weeks` are all published weeks, newest first. */
export function render(shown: ShownDigest, format: DigestFormat, settings: Settings, weeks: readonly Week[]): string {
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
    default:
      return renderFor(format, story);
  }
}

function renderFor(format: ChannelFormat, story: Story): string {
  const rendering = RENDERINGS.find((one) => one.format === format);
  if (!rendering) throw new Error(`No digest is rendered as ${format}.`);
  return rendering.render(story);
}

export const renderFeed = (shown: readonly ShownDigest[], settings: Settings, organisation?: string): string =>
  renderAtom(
    settings,
    shown.map(({ week, story, publishedAt, correctedAt }) => ({
      week,
      story,
      publishedAt,
      updatedAt: correctedAt ?? publishedAt,
    })),
    organisation,
  );

/** A week in the archive's list. */
export function listed(week: Week, { publicUrl, digest }: Settings) {
  const { from, to } = daysOf(week, digest.timezone);
  return { week, when: `${weekInWords(week)} · ${daysInWords(from, to)}`, url: `${publicUrl}/weekly-digest/${week}` };
}

const dated = (at: number): string => new Date(at).toISOString();
