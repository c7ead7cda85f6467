/** Posts by contributors. */

import type { Section } from "../digest/lines.ts";
import type { DigestView } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { beyond, linked, named } from "./spans.ts";

export function news({ news }: DigestView, places: Places): Section[] {
  if (!news || news.items.length === 0) return [];
  const entries = news.items.map(({ person, item, link }) => ({
    line: [linked(item.title, link), say.by, named(person)],
    faces: [person],
  }));
  return [{ id: "news", title: "News", entries, ...beyond(news.more, places.words("news")), empty: [] }];
}
