/** The issues of a digest: the first of each area before the second of any, each with a pod that could help with it. */
import type { Repository } from "../activity.ts";
import { type OpenIssue, publicIssues, refOf } from "../open-issues.ts";
import { oneLine } from "../people-text.ts";
import { openSeats, type Pod } from "../pod.ts";
import { areaTitle, type Settings } from "../settings.ts";
import { type Lookups, NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from "./lookups.ts";
import type { IssueToTake } from "./model.ts";
import { safeUrl } from "./url.ts";

interface Input {
  readonly issues: readonly OpenIssue[];
  readonly repositories: readonly Repository[];
  readonly pods: readonly Pod[];
  readonly settings: Pick<Settings, "areas">;
}

/** `pods` by number, so that nobody comes first by chance. */
export function issuesToTake({ issues, repositories, pods, settings }: Input, look: Lookups): IssueToTake[] {
  const before = new Map<string, number>();
  return publicIssues(issues, repositories, settings)
    .map((issue) => {
      const area = issue.areas.find((id) => helpersIn(id, pods).length > 0) ?? issue.areas[0] ?? "";
      const turn = before.get(area) ?? 0;
      before.set(area, turn + 1);
      const helpers = helpersIn(area, pods);
      const pod = helpers[turn % helpers.length];
      const { kind, author: by, repository } = issue;
      const item = {
        repository: repository.id,
        ref: refOf(issue),
        title: oneLine(issue.title, TITLE_LENGTH_MAX),
        url: safeUrl(issue.url),
        by,
      };
      const title = oneLine(areaTitle(settings, area), NAME_LENGTH_MAX);
      return {
        turn,
        shown: { kind, item, ...(area !== "" && { area: title }), pod: pod ? look.pod(pod.number) : null },
      };
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ shown }) => shown);
}

/** The pods of an area that have people; those with room, if there are any. */
function helpersIn(area: string, pods: readonly Pod[]): Pod[] {
  const near = pods.filter((pod) => pod.area === area && pod.seats.length > 0);
  const open = near.filter((pod) => openSeats(pod) > 0);
  return open.length > 0 ? open : near;
}
