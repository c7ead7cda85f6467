/** The best pods for the answers of the form, with reasons. Changes nothing. */
import { areaNamed } from "#shared/core/areas-named.ts";
import { unreachable } from "#shared/core/errors.ts";
import { reasonInWords } from "#shared/core/messages/reasons.ts";
import type { Answering, Directory, Repositories } from "#shared/core/ports.ts";
import { publicSettings } from "#shared/core/public-settings.ts";
import { joinerOf, matches, otherAreas } from "#shared/core/seating.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { peopleIn, podView } from "#shared/core/views.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { versioned } from "#shared/openfaas/cache.ts";
import { MatchesQuery } from "#shared/openfaas/matches-query.ts";
import { MEDIA, negotiate } from "#shared/openfaas/negotiate.ts";
import { queryOf } from "#shared/openfaas/query-of.ts";
import { pageHeaders } from "#shared/web/layout.ts";
import { type JoinForm, type JoinMatch, joinPage } from "./join-page.ts";

export async function showMatches(
  c: AppContext,
  store: Answering & Directory & Pick<Repositories, "repositories">,
  settings: Settings,
): Promise<Response> {
  const format = negotiate(c, ["json", "html"]);
  const form = formOf(c, settings, format);
  const { items, offer } = await seatsFor(form, store, settings);
  const shown = publicSettings(settings, await store.repositories());
  switch (format) {
    case "json":
      return versioned(c, JSON.stringify({ items, ...(offer && { offer }) }), { "Content-Type": MEDIA.json });
    case "html": {
      const isAnswered = await store.answersOnGitHub();
      const page = joinPage({ settings: shown, form, isAnswered, matches: items, offer });
      return versioned(c, page, pageHeaders(settings));
    }
    default:
      return unreachable(format);
  }
}

/** The seats in the area; without one there, those elsewhere that anybody gets whom any area suits, and others are offered. */
async function seatsFor(form: JoinForm, store: Directory, settings: Settings) {
  const { area, anywhere } = form;
  if (area === undefined) return { items: await matchesIn(Object.keys(settings.areas), form, store, settings) };
  const items = await matchesIn([area], form, store, settings);
  if (items.length > 0) return { items };
  const others = await matchesIn(otherAreas(settings, { areas: [area] }), form, store, settings);
  return anywhere ? { items: others } : { items, offer: others[0] };
}

async function matchesIn(
  areas: readonly string[],
  { area, ...about }: JoinForm,
  store: Directory,
  settings: Settings,
): Promise<JoinMatch[]> {
  // People who do not mind have no first choice, so no reason speaks of one.
  const wanted = area === undefined ? [] : [area];
  const found = await matches(store, joinerOf({ ...about, areas: wanted }), areas);
  const profiles = await store.profiles(peopleIn(found.map(({ pod }) => pod)));
  const podNames = new Map(found.map(({ pod }) => [String(pod.number), pod.name]));
  const names = {
    area: (id: string) => areaTitle(settings, id),
    pod: (id: string) => podNames.get(id) ?? id,
    isNow: true,
  };
  return found.map(({ pod, reasons }) => ({
    pod: podView(pod, profiles),
    // The page says itself that a seat is elsewhere.
    reasons: reasons.filter(({ because }) => because !== "unlisted-area").map((reason) => reasonInWords(reason, names)),
  }));
}

/** The answers in the query. Throws PodsError "invalid" with a pointer per fault. */
function formOf(c: AppContext, settings: Settings, format: string): JoinForm {
  const { area, timezone, ability, anywhere, introduce } = queryOf(c, MatchesQuery, { format });
  return {
    ...(anywhere && { anywhere: true }),
    ...(introduce && { introduce: true }),
    ...(area !== undefined && { area: areaNamed(settings, area) }),
    ...(timezone !== undefined && { timezone }),
    ...(ability !== undefined && { ability }),
  };
}
