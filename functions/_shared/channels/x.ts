/** X: a text to paste. Its API costs money, so nothing is posted there. */
import { charactersOf } from "../core/people-text.ts";
import { defineRendering } from "./channel.ts";
import { inert, plainText, shortPost } from "./short-post.ts";
import { ZERO_WIDTH_SPACE } from "./text.ts";

const WEIGHT_MAX = 280;
const HEADLINE_MAX = 100;
/** What each link counts, however long it is. */
const WEIGHT_OF_LINK = 23;

export const x = defineRendering({
  format: "x.txt",
  digest: (story) =>
    shortPost(story, {
      medium: plainText(safe),
      headlineMax: HEADLINE_MAX,
      fits: (text) => weightOf(text) <= WEIGHT_MAX,
    }),
  show: ({ text }) => `${text}\n`,
});

/** X also takes `$NAME` for a share, and `README.md` for an address. */
const safe = (text: string): string => inert(text).replace(/[$.](?=\p{L})/gu, `$&${ZERO_WIDTH_SPACE}`);

/** Counts as X does: a link 23, an emoji two, other characters one or two. */
export function weightOf(text: string): number {
  const links = text.match(LINK) ?? [];
  const words = charactersOf(text.normalize("NFC").replace(LINK, ""));
  return words.reduce((sum, character) => sum + weightOfCharacter(character), links.length * WEIGHT_OF_LINK);
}

const LINK = /https?:\/\/\S+/g;

function weightOfCharacter(character: string): number {
  if (/\p{Emoji_Presentation}|\ufe0f/u.test(character)) return 2;
  return [...character].reduce((sum, letter) => sum + (LIGHT.test(letter) ? 1 : 2), 0);
}

/** Latin, Greek, Cyrillic, Hebrew, Arabic and their neighbours, and the punctuation of all. */
const LIGHT = /[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]/;
