/** What became of the last digest in each place that it was meant for. */
import { unreachable } from "#shared/core/errors.ts";
import { destinationOf, type Errand, type ErrandResult, GITHUB } from "#shared/core/outbox.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { Sender } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { Week } from "#shared/core/week.ts";
import { CHANNEL_TITLES } from "./channels.static.ts";
import { placeInWords, unsentInWords } from "./unsent-words.ts";

export interface DigestPlace {
  /** `slack`, `narwhal/slack`; `github`: the issue; `pods`: the search for the channels of pods. */
  readonly to: string;
  readonly state: ErrandResult["state"];
  /** When it was sent or given up, ISO 8601; `null` while it waits. */
  readonly at: string | null;
  /** `Slack of narwhal` */
  readonly place: string;
  /** Left out for what was sent, and where there was nothing to say. */
  readonly why?: string;
  readonly todo?: string;
}

const PODS = "pods";

/** Without an issue the errand for it only looks whether it names somebody who was forgotten. */
export function digestErrands(
  week: Week,
  sender: Sender | undefined,
  { issue }: Pick<Settings["digest"], "issue">,
): Errand[] {
  const community = [...Object.keys(CHANNEL_TITLES), ...(issue === undefined ? [] : [GITHUB])];
  return [
    ...community.map((destination): Errand => ({ kind: "digest", week, destination })),
    { kind: "pods-digest", week },
    ...(sender?.pods ?? []).flatMap((to): Errand[] => {
      const [slug = "", destination = ""] = to.split("/");
      const pod = numberOf(slug);
      return pod === undefined ? [] : [{ kind: "pod-digest", week, pod, destination }];
    }),
  ];
}

/** `shown`: what anybody may read of a detail. */
export function digestPlaces(
  results: readonly ErrandResult[],
  { sender, notCalled, now, shown }: Surroundings,
): DigestPlace[] {
  return results.flatMap((result): DigestPlace[] => {
    const { errand, state, since, detail } = result;
    const isSearch = errand.kind === "pods-digest";
    const to = isSearch ? PODS : destinationOf(errand, { introductions: () => PODS, decisions: GITHUB });
    const place = isSearch ? "Channels of pods" : to === GITHUB ? "The issue on GitHub" : placeInWords(to);
    const at = result.at === undefined ? null : new Date(result.at).toISOString();
    const row = { to, state, at, place };
    switch (state) {
      case "sent":
        // It has errands of its own by now.
        return isSearch ? [] : [row];
      case "nothing-to-say":
        return [row];
      case "waiting":
      case "dead":
      case "unknown": {
        const said = detail === undefined ? [] : [shown(detail)];
        const group = {
          kind: errand.kind,
          to,
          state,
          errands: 1,
          since,
          said,
          ...(detail !== undefined && { detail }),
        };
        const { why, todo } = unsentInWords(group, sender, notCalled, now);
        return [{ ...row, why, todo }];
      }
      default:
        return unreachable(state);
    }
  });
}

interface Surroundings {
  readonly sender: Sender | undefined;
  readonly notCalled: string | undefined;
  /** ms */
  readonly now: number;
  readonly shown: (detail: string) => string;
}
