/** The list of an area as people who wait on it read it: how many more a new pod needs, and when it forms. */
import type { Profile } from "./member.ts";
import {
  waitingAnywhere,
  waitingFor,
  waitingForLost,
  waitingForOpen,
  waitingForShort,
  waitingNowhere,
} from "./messages/join.ts";
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

interface Around {
  /** A pod of five or more has an open seat, so nobody is missing. */
  readonly open?: boolean;
  /** How many people with a seat count where the seating fills a short pod. */
  readonly inShort?: number;
  /** Enough people wait, and a new pod of another area may take some of them. */
  readonly contested?: boolean;
  /** What else may give them a seat: areas that they named, or any. */
  readonly others?: Wishes | undefined;
}

/** @param agreed how many people would be in a new pod of the area */
export function listView(
  area: string,
  agreed: number,
  settings: Pick<Settings, "areas" | "rebalance">,
  { open = false, inShort = 0, contested = false, others = NO_OTHERS }: Around = {},
): ListView {
  const { seat } = settings.rebalance;
  if (area === ANYWHERE) return { area: null, missing: 0, detail: waitingAnywhere };
  if (area === NOWHERE) return { area: null, missing: 0, detail: waitingNowhere };
  const title = areaTitle(settings, area);
  if (areaNow(settings, area) === undefined)
    return { area, missing: 0, detail: waitingForLost(title, !mayBeSeated(others, settings)) };
  if (open) return { area, missing: 0, detail: waitingForOpen(title, seat) };
  const counted = agreed + inShort;
  const detail = inShort > 0 ? waitingForShort(title, counted, seat) : waitingFor(title, counted, seat, contested);
  return { area, missing: Math.max(0, POD_SIZE.min - counted), detail };
}
