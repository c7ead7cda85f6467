/** The settings as everybody may see them. */
import type { Repository } from "./activity.ts";
import type { Settings } from "./settings.ts";

/** Without the repositories that GitHub says are private: an area may name them, but no page does. */
export function publicSettings(settings: Settings, repositories: readonly Repository[]): Settings {
  const hidden = new Set(repositories.flatMap((one) => (one.private ? one.name.toLowerCase() : [])));
  if (hidden.size === 0) return settings;
  const areas = Object.entries(settings.areas).map(([id, area]) => [
    id,
    { ...area, repositories: area.repositories.filter((name) => !hidden.has(name.toLowerCase())) },
  ]);
  return { ...settings, areas: Object.fromEntries(areas) };
}
