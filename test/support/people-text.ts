/** Texts that people write, honest and hostile ones, and how each is shown. */

/** They are shown as they are. */
export const HONEST: Readonly<Record<string, string>> = {
  accents: "Ünïcorns & Ångström's café",
  "a family": "Family 👨‍👩‍👧‍👦",
  "a profession with a colour of skin": "👩🏽‍💻 at work",
  "a flag of two parts": "🏴‍☠️ pirates",
  "a flag of tags": "Loch Ness 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  "a keycap": "Team 1️⃣",
  Persian: "می‌خواهم",
  Hindi: "क्‍ष और नमस्ते",
  Sinhala: "ශ්‍රී ලංකා",
  "Arabic with vowel marks": "مُحَمَّد",
  Hebrew: "שָׁלוֹם".normalize("NFC"),
  Vietnamese: "Nguyễn Thị Ánh".normalize("NFC"),
  "a variant of an ideograph": "葛󠄀城",
  Thai: "ผู้ใหญ่",
};

/** What is shown of each. */
export const HOSTILE_TEXTS: Readonly<Record<string, readonly [text: string, shown: string]>> = {
  "a direction override": ["\u202egnihton", "gnihton"],
  "embeddings and isolates": ["a\u202ab\u202bc\u202cd\u202de\u2066f\u2067g\u2068h\u2069", "abcdefgh"],
  "direction marks": ["a\u200eb\u200fc\u061cd", "abcd"],
  "zero-width characters": ["z\u200be\u200cr\u200do\u2060\ufeff\u00ad", "zero"],
  "a joiner beside an emoji": ["👨\u200d \u200d👩", "👨 👩"],
  "line breaks and controls": ["a\r\nb\u2028c\u2029d\u0085e\u0000f\u001b[2Jg\u009bh\ti", "a b c d e f [2Jg h i"],
  "hidden tags": ["safe\u{e0001}\u{e0065}\u{e0076}\u{e0069}\u{e006c}\u{e007f}", "safe"],
  "hidden tags behind a flag": ["🏴\u{e0065}\u{e0076}\u{e0069}\u{e006c}\u{e007f}", "🏴"],
  "variation selectors that vary nothing": ["a\ufe0fb\u{e0101}c", "abc"],
  "private, unassigned and half characters": ["a\ue000b\u{f0000}c\u0378d\ufdd0e\ud800f", "abcdef"],
  "letters that look blank": ["a\u3164b\u2800c\uffa0d", "a b c d"],
  "a stack of marks": [`Z${"\u0335\u0321".repeat(50)}!`, "Z\u0335\u0335\u0335\u0335!"],
  "a mark without a letter": ["\u0301\u0301abc \u0301d", "abc d"],
  "letters and marks apart": ["e\u0301 n\u0303", "é ñ"],
};

/** Characters that do harm wherever they come out. Joiners are looked at one by one. */
export const DANGEROUS =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\ufff9-\ufffb\u{e0000}-\u{e001f}]/u;
