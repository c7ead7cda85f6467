/** Pods by the names in a file, so that people who sit together stay together. */
import { isNoFiller, readerOfPlaces } from "#shared/core/places.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Directory } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";

/** Reads the pods when the first name is looked up. */
export function podsByName(store: Directory, settings: Pick<Settings, "areas">) {
  let finding: Promise<(name: string) => Pod | undefined> | undefined;
  async function finder() {
    const pods = await store.pods();
    const placesIn = readerOfPlaces(settings, pods);
    return (name: string) => {
      // "The Narwhal pod"
      const [place, ...others] = placesIn(name).filter(isNoFiller);
      return place?.kind === "pod" && others.length === 0 ? pods.find(({ slug }) => slug === place.slug) : undefined;
    };
  }
  return async (name: string): Promise<Pod | undefined> => {
    finding ??= finder();
    return (await finding)(name);
  };
}
