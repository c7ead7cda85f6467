/** The releases, each with what is in it. */

import type { Line, Section, Span } from "../digest/lines.ts";
import type { DigestView, Shipped } from "../digest/model.ts";
import type { Places } from "../digest/places.ts";
import * as say from "../messages/digest.ts";
import { beyond, linked, listed, listedUpTo, podSpan, quoted } from "./spans.ts";

export function shipped({ releases: { items, more } }: DigestView, places: Places): Section[] {
  if (items.length === 0) return [];
  const entries = items.map((release) => ({ line: released(release, places) }));
  return [{ id: "shipped", title: "Shipped", entries, ...beyond(more, places.repositories), empty: [] }];
}

function released(release: Shipped, places: Places): Line {
  const { pulls, pods = [], url } = release;
  const holds: Span[] = pulls ? [": ", ...listedUpTo(pulls, url ?? places.merged(), quoted)] : [];
  const by: Span[] = pods.length > 0 ? [say.shippedBy, ...listed(pods.map((pod) => [podSpan(pod, places)]))] : [];
  return [linked(say.releaseName(release), url), ...holds, ...by, "."];
}
