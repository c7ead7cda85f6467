/** The names of pods, repositories and activities in a digest; texts by people become one visible line. */
import type { CreditedActivity, Repository } from "../activity.ts";
import { oneLine } from "../people-text.ts";
import { byNumber, type Pod } from "../pod.ts";
import { lastName, slugOf } from "../pod-names.ts";
import { areaTitle, type Settings } from "../settings.ts";
import type { Item, PodRef } from "./model.ts";
import { safeUrl } from "./url.ts";

export const TITLE_LENGTH_MAX = 120;
export const NAME_LENGTH_MAX = 60;

interface Facts {
  readonly pods: readonly Pod[];
  /** Of the pods that have closed; none where only living pods are looked up. */
  readonly lastNames?: ReadonlyMap<number, string>;
  readonly repositories: readonly Repository[];
  readonly settings: Pick<Settings, "areas">;
}

export interface Lookups {
  /** A pod that has been closed has the name that it had last. */
  pod(number: number): PodRef;
  item(activity: CreditedActivity): Item;
  repository(id: number): string;
}

export function lookups({ pods, lastNames = new Map(), repositories, settings }: Facts): Lookups {
  const podsByNumber = byNumber(pods);
  const names = new Map(
    repositories.map(({ id, name }) => [id, oneLine(name.split("/").at(-1) ?? name, NAME_LENGTH_MAX)]),
  );
  const repository = (id: number) => names.get(id) ?? "";
  return {
    repository,
    pod: (number) => {
      const pod = podsByNumber.get(number);
      return {
        slug: slugOf(number),
        name: oneLine(pod?.name ?? lastName(number, lastNames), NAME_LENGTH_MAX),
        area: pod ? oneLine(areaTitle(settings, pod.area), NAME_LENGTH_MAX) : "",
      };
    },
    item: ({ repository: id, number, title, url, person }) => {
      const name = id === null ? "" : repository(id);
      const ref = number === undefined ? name : `${name}#${number}`;
      return {
        repository: id,
        ref,
        title: oneLine(title ?? "", TITLE_LENGTH_MAX) || ref,
        url: safeUrl(url),
        by: person,
      };
    },
  };
}
