/** The list of an area as people who wait on it read it: how many more a new pod needs, and when it forms. */
import type { Profile } from "./member.ts";
import { waitingAnywhere, waitingFor, waitingForLost, waitingForOpen, waitingNowhere } from "./messages/join.ts";
import { POD_SIZE } from "./pod.ts";
import { ANYWHERE, NOWHERE } from "./seating.ts";
import { areaNow, areaTitle, type Settings } from "./settings.ts";

export interface ListView {
  /** `null` for people who named none. */
  readonly area: string | null;
  /** How many more people must ask for it until a pod forms; 0 where that is not what they wait for. */
  readonly missing: number;
  readonly detail: string;
}

export type Wishes = Pick<Profile, "areas" | "anywhere">;

const NO_OTHERS: Wishes = { areas: [], anywhere: false };

/** Whether any seating can give a seat to somebody with these wishes. */
const mayBeSeated = ({ areas, anywhere }: Wishes, settings: Pick<Settings, "areas">): boolean =>
  anywhere === true || areas.some((area) => areaNow(settings, area) !== undefined);

/**
 * @param agreed how many people would be in a new pod of the area; where a pod has an `open` seat, nobody is missing
 * @param others what else may give them a seat: areas that they named, or any
 */
export function listView(
  area: string,
  agreed: number,
  settings: Pick<Settings, "areas" | "rebalance">,
  { open = false, others = NO_OTHERS }: { readonly open?: boolean; readonly others?: Wishes | undefined } = {},
): ListView {
  const { seat } = settings.rebalance;
  if (area === ANYWHERE) return { area: null, missing: 0, detail: waitingAnywhere };
  if (area === NOWHERE) return { area: null, missing: 0, detail: waitingNowhere };
  const title = areaTitle(settings, area);
  if (areaNow(settings, area) === undefined)
    return { area, missing: 0, detail: waitingForLost(title, !mayBeSeated(others, settings)) };
  if (open) return { area, missing: 0, detail: waitingForOpen(title, seat) };
  return { area, missing: Math.max(0, POD_SIZE.min - agreed), detail: waitingFor(title, agreed, seat) };
}
