/** The areas that a request names: by id, title or former id, in any case, as comments and files name them. */
import { invalidAt } from "./errors.ts";
import { withoutRepeats } from "./member.ts";
import { oneLine } from "./people-text.ts";
import { areaIn, areasTitled } from "./places.ts";
import { areaNow, type Settings } from "./settings.ts";

type Areas = Pick<Settings, "areas">;

/** By ids of now. Throws PodsError "invalid", with a pointer, for a text that does not name one area, and lists the areas. */
export const areasNamed = (settings: Areas, texts: readonly string[]): string[] =>
  withoutRepeats(texts.map((text, at) => areaNamed(settings, text, `/areas/${at}`)));

/** The same for one area; `pointer` is the place of the text. */
export function areaNamed(settings: Areas, text: string, pointer = "/area"): string {
  const area = areaNow(settings, text) ?? areaIn(text, settings);
  if (area !== undefined) return area;
  throw invalidAt(pointer, unknownArea(settings, text));
}

export function unknownArea(settings: Areas, text: string): string {
  const titled = areasTitled(text, settings);
  return titled.length > 1
    ? `"${oneLine(text)}" is the title of several areas: name one of ${titled.join(", ")}.`
    : `There is no area "${oneLine(text)}". The areas are ${Object.keys(settings.areas).join(", ")}.`;
}
