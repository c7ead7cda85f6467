/**
 * Text that people wrote: what of it is allowed, and how it is shown. Every medium shows such text through `oneLine` and
 * then escapes it in its own way. The rules follow Unicode TR #36 (direction), UTS #39 (stacks of marks), UAX #31 2.3
 * (joiners) and UTS #51 (emoji):
 *
 * - line breaks, control characters and letters that look blank become a space;
 * - characters that turn the direction of text, invisible ones, private and unassigned ones, and halves of a character go;
 * - a joiner stays inside an emoji and between letters of scripts that join, a variation selector behind what it varies,
 *   tags in the three flags that consist of them;
 * - a letter carries at most four marks, and a mark stands on a letter;
 * - length counts characters as people see them, and a cut never splits one.
 *
 * Pages isolate the direction of a name by `<bdi>`. Other media add nothing: what they show is copied into commands.
 */
import * as z from "zod";
import { lazily } from "./lazily.ts";

/** The longest emoji has 35: a text is never longer than its characters need. */
const BYTES_A_CHARACTER = 40;

const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const BLANK = /[\s\p{Cc}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** These depend on what stands beside them. */
const JOINERS = String.raw`\u200c\u200d\p{Variation_Selector}\u{e0020}-\u{e007f}`;

const MONGOLIAN_VARIANT = String.raw`[\u180b-\u180d\u180f]`;

const ANY_JOINER = new RegExp(`[${JOINERS}]`, "u");

/** Places that Unicode reserves for pictures stay, because next year's emoji are among them. */
const HIDDEN = new RegExp(
  String.raw`(?![${JOINERS}\p{Extended_Pictographic}\s\u115f\u1160\u3164\uffa0])` +
    String.raw`[\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}]|\ufeff`,
  "gu",
);

/** The places of joiners in honest text, in brackets; any other joiner. Made when needed: that takes milliseconds. */
const joiner = lazily(() => {
  const scripts =
    "Arab Syrc Mand Nkoo Mong Phag Mani Adlm Rohg Sogd Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Mymr Khmr Tibt";
  const joining = `[${scripts.replace(/ ?(\w+)/g, String.raw`\p{Script_Extensions=$1}`)}]`;
  const honest = [
    // Families, professions, skin: a joiner between two pictures.
    String.raw`(?<=\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d(?=\p{Extended_Pictographic})`,
    // Persian, Hindi, Sinhala, also where a word was cut; a Mongolian letter may be a variant.
    String.raw`(?<=(?=[\p{L}\p{M}])(?![${JOINERS}])${joining}${MONGOLIAN_VARIANT}?)[\u200c\u200d](?=(?=\p{L})${joining}|…$)`,
    // An emoji or its outline; a keycap; a variant of an ideograph, which matters in Japanese names; Mongolian.
    String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
    String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
    String.raw`(?<=\p{Ideographic})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
    String.raw`(?<=(?!${MONGOLIAN_VARIANT})\p{Script=Mongolian})${MONGOLIAN_VARIANT}`,
    // England, Scotland, Wales.
    ...["eng", "sct", "wls"].map((nation) => `\u{1f3f4}${tagsOf(`gb${nation}`)}\u{e007f}`),
  ];
  return new RegExp(`(${honest.join("|")})|[${JOINERS}]`, "gu");
});

const tagsOf = (letters: string): string =>
  letters.replace(/./g, (l) => String.fromCodePoint(0xe0000 + l.charCodeAt(0)));
const withoutJoiners = (text: string): string =>
  ANY_JOINER.test(text) ? text.replace(joiner(), (_, kept = "") => kept) : text;

const WITHOUT_LETTER = new RegExp(String.raw`(?<=^| )[\p{M}${JOINERS}]+`, "gu");
const STACK = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;

/** As one visible line of at most `max` characters, of which the last one is "…" when it was cut. */
export function oneLine(text: string, max = 120): string {
  if (text.length <= max && PLAIN.test(text)) return text;
  const visible = text
    .slice(0, max * BYTES_A_CHARACTER)
    .normalize("NFC")
    .replace(HIDDEN, "")
    .replace(BLANK, " ")
    .replace(WITHOUT_LETTER, "");
  const line = withoutJoiners(visible).normalize("NFC").replace(STACK, "$1").replace(/ +/g, " ").trim();
  return cut(line, max, Buffer.byteLength, max * BYTES_A_CHARACTER);
}

const CONTROL = /(?!\t)\p{Cc}/gu;

/** The number of the first character that nobody sees, so that the line may be another one than it seems: `U+202E`. */
export function hiddenIn(line: string): string | undefined {
  if (PLAIN.test(line)) return undefined;
  const seen = [...withoutJoiners(line.replace(HIDDEN, "").replace(CONTROL, ""))];
  const hidden = [...line].find((character, at) => character !== seen[at]);
  return hidden && firstOf(hidden);
}

export const hidesText = (line: string): boolean => hiddenIn(line) !== undefined;

/** The beginning of a text: at most `max` characters whose sizes add up to `sizeMax`, "…" included. */
export function cut(text: string, max: number, sizeOf: (text: string) => number, sizeMax: number): string {
  const fits = sizeOf(text) <= sizeMax;
  // A text has no more characters than code units, and to count them is slow.
  if (fits && text.length <= max) return text;
  // No character has a size of 0.
  const characters = charactersOf(text.slice(0, sizeMax + 1));
  if (fits && characters.length <= max) return text;
  let kept = "";
  let room = sizeMax - sizeOf("…");
  for (const character of characters.slice(0, max - 1)) {
    room -= sizeOf(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

/** As people see them: an emoji or a letter with its accents is one. */
export const charactersOf = (text: string): string[] =>
  PLAIN.test(text) ? [...text] : Array.from(segmenter().segment(text), ({ segment }) => segment);

const segmenter = lazily(() => new Intl.Segmenter("en"));

/** A text by people on its way in: 1 to `max` characters. One in which nothing can be seen is refused, with the reason. */
export const peopleText = (max: number) =>
  z.string().transform((text, context) => {
    const line = oneLine(text, max + 1);
    const fault =
      line === "" ? nothingIn(text) : line === oneLine(line, max) ? undefined : `is at most ${max} characters`;
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault, input: text });
    return line;
  });

const nothingIn = (text: string): string => {
  const hidden = firstOf(text);
  return hidden === undefined ? "is empty" : `shows nothing: all of its characters are invisible, such as ${hidden}`;
};

/** The number of the first character that is no space: `U+202E`. */
export function firstOf(text: string): string | undefined {
  const code = /[^ ]/u.exec(text)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
