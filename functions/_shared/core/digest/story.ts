/** The digest in words, the same for every medium: each escapes them in its own way and does not know what they say. */
import * as say from "../messages/digest.ts";
import { comingUp } from "../story/coming-up.ts";
import { help } from "../story/help.ts";
import { highlights } from "../story/highlights.ts";
import { news } from "../story/news.ts";
import { inNumbers } from "../story/numbers.ts";
import { shipped } from "../story/shipped.ts";
import { thanks } from "../story/thanks.ts";
import { welcome } from "../story/welcome.ts";
import { dayOf } from "../week.ts";
import { daysInWords, weekInWords } from "./dates.ts";
import type { Section } from "./lines.ts";
import type { DigestView } from "./model.ts";
import { type PlaceSettings, placesOf } from "./places.ts";
import { topRelease } from "./top-release.ts";

export interface Story {
  readonly headline: string;
  /** `Week 47 · 16–22 November 2026`, `Week 47 · 16–22 November 2026 · corrected on 24 November 2026` */
  readonly when: string;
  readonly lead: string;
  /** How many people were active week by week, back to the first gap; empty when there is nothing to compare. */
  readonly trend: readonly number[];
  /** In the order of reading. Sections that would say nothing are left out. */
  readonly sections: readonly Section[];
  /** The digest's own page. */
  readonly url: string;
  readonly links: readonly { readonly text: string; readonly link: string }[];
}

/** `correctedAt` in ms. */
export function storyOf(view: DigestView, settings: PlaceSettings, correctedAt?: number): Story {
  const { week, from, to, numbers } = view;
  const trend = knownTrend(view.trend);
  const places = placesOf(view, settings);
  const correction = correctedAt === undefined ? [] : [say.corrected(dayOf(correctedAt, settings.digest.timezone))];
  const headline = say.headline(numbers, topRelease(view.releases.items));
  return {
    headline,
    when: [weekInWords(week), daysInWords(from, to), ...correction].join(" · "),
    lead: say.lead(numbers, trend, headline),
    trend,
    sections: [
      ...shipped(view, places),
      ...highlights(view, places),
      ...welcome(view, places),
      help(view, places),
      thanks(view, places),
      ...news(view, places),
      comingUp(view, places),
      inNumbers(view, places),
    ],
    url: places.digest,
    links: [
      { text: "Find a pod", link: places.pods },
      { text: "Calendar", link: places.calendar },
      { text: "Atom", link: places.feed },
      { text: "Take my name out", link: places.privacy },
    ],
  };
}

/** The unbroken row of weeks up to this one; empty when it has fewer than two. */
function knownTrend(trend: readonly (number | null)[]): number[] {
  const gap = trend.lastIndexOf(null);
  const known = trend.slice(gap + 1).filter((people) => people !== null);
  return known.length > 1 ? known : [];
}
