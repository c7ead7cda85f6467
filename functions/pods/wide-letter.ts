const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Whether a letter is as wide as it is high: Chinese, Japanese, Korean, full-width, or an emoji. */
export const isWide = (letter: string): boolean => WIDE.test(letter);
