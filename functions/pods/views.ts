/** Public facts, in the form that pages and JSON need. */

import type { Member, Profile, Pseudonym } from "#shared/core/member.ts";
import { openSeats, type Pod } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { endedTermIn } from "#shared/core/term.ts";
import { cityOf, exactOffsetOf } from "#shared/core/timezone.ts";
import { podView } from "#shared/core/views.ts";
import { wishingFor } from "#shared/core/wished-areas.ts";
import { podLink } from "#shared/web/links.ts";
import { advocateFirst } from "#shared/web/parts.ts";
import type { AreaView } from "./areas-page.ts";
import type { PodCard } from "./directory-page.ts";
import { PULSE_WEEKS } from "./directory-snapshot.ts";
import { isPublic, type PublicPerson } from "./person-page.ts";
import type { SeatedPerson } from "./pod-page.ts";

/** The pulse of a pod without any activity yet. */
const QUIET: readonly number[] = Array.from({ length: PULSE_WEEKS }, () => 0);

type Profiles = ReadonlyMap<Pseudonym, Profile>;

export function podCard(pod: Pod, profiles: Profiles, now: number, pulse: readonly number[] = QUIET): PodCard {
  const termEnded = endedTermIn(pod, profiles, now);
  return {
    pod: { ...podView(pod, profiles), ...(termEnded !== undefined && { termEnded }) },
    offsets: exactOffsets(pod, profiles),
    pulse,
  };
}

/** From the profiles: seats hold whole hours, which placement needs. */
export const exactOffsets = ({ seats }: Pod, profiles: Profiles): number[] =>
  seats.flatMap(({ pseudonym }) => exactOffsetOf(profiles.get(pseudonym)?.timezone) ?? []);

/** The JSON of a pod: with its address. */
export const podItem = (settings: Settings, { pod }: PodCard) => ({ ...pod, url: podLink(settings, pod.slug) });

/** The members of a pod with their public facts, the advocate first. */
export function seatedPeople({ pod }: PodCard, profiles: ReadonlyMap<Pseudonym, Profile>): SeatedPerson[] {
  const byLogin = new Map([...profiles.values()].map((profile) => [profile.login, profile]));
  return advocateFirst(pod).map(({ login }) => {
    const profile = login === null ? undefined : byLogin.get(login);
    return { login, timezone: profile?.timezone, joinedAt: profile?.joinedAt, term: profile?.term };
  });
}

/** Public pages show no more than the city and the month. */
export const personFacts = ({ login, timezone, joinedAt }: SeatedPerson) => ({
  login,
  city: timezone === undefined ? null : cityOf(timezone),
  since: joinedAt === undefined ? null : new Date(joinedAt).toISOString().slice(0, 7),
});

/** `undefined` for people who are shown nowhere: invited, paused, only known to us, or gone without ever having had a seat. */
export function publicPerson({ pseudonym, profile, standing }: Member, pod: Pod | undefined): PublicPerson | undefined {
  const { state } = standing;
  if (!isPublic(state)) return undefined;
  const { login, timezone, joinedAt, anywhere } = profile;
  if (state === "alumni" && joinedAt === undefined) return undefined;
  const seated = state === "seated" && pod !== undefined;
  return {
    login,
    state,
    pod: seated ? podView(pod, new Map([[pseudonym, profile]])) : null,
    advocate: seated && pod.advocate === pseudonym,
    timezone,
    joinedAt,
    anywhere,
  };
}

/** `agreed`: how many people would be in a new pod of the area, those among them who `named` it. */
export function areaViews(
  settings: Settings,
  pods: readonly Pod[],
  waiting: ReadonlyMap<string, { readonly named: number; readonly agreed: number }>,
  profiles: Profiles | undefined,
): AreaView[] {
  return Object.entries(settings.areas).map(([id, { repositories }]) => {
    const its = pods.filter(({ area }) => area === id);
    const { named, agreed } = waiting.get(id) ?? { named: 0, agreed: 0 };
    return {
      id,
      title: areaTitle(settings, id),
      repositories,
      pods: its.length,
      openSeats: its.reduce((sum, pod) => sum + openSeats(pod), 0),
      waiting: named,
      waitingAnywhere: agreed - named,
      ...(profiles && { seatedElsewhere: wishingFor(id, pods, profiles) }),
    };
  });
}
