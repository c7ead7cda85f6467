/** Reads about one person: public facts and nothing else. */
import { hasOpenSeat, outlookAnywhere } from "#shared/core/any-area.ts";
import { isContested } from "#shared/core/contested.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { saysMore } from "#shared/core/digest/newcomers.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { Login, type Member } from "#shared/core/member.ts";
import { noPerson, shortPod } from "#shared/core/messages/pods.ts";
import { missingFor, seatedOnce } from "#shared/core/missing-people.ts";
import { listView } from "#shared/core/place-on-list.ts";
import { openSeats, type Pod } from "#shared/core/pod.ts";
import { ANYWHERE, isNoArea, listsOf, offerTo, peopleAgreedTo } from "#shared/core/seating.ts";
import { areaNow, type Settings } from "#shared/core/settings.ts";
import { dayOf } from "#shared/core/week.ts";
import { planFor, wishedAreas } from "#shared/core/wished-areas.ts";
import type { ReadRequest } from "./conditional-get.ts";
import { decidedInWords } from "./decided-words.ts";
import type { DirectorySnapshot } from "./directory-snapshot.ts";
import { asHtml, asJson, type HttpAnswer } from "./http-answer.ts";
import { type PlaceOnList, personPage } from "./person-page.ts";
import type { PodsStore } from "./store.ts";
import { personFacts, publicPerson } from "./views.ts";

/** People who are not there and people who are not shown get the same 404, so that it reveals nothing. */
export async function showPerson(
  { store: live, settings, format, now }: ReadRequest<"html" | "json">,
  { pods }: Pick<DirectorySnapshot, "pods">,
  login: string,
): Promise<HttpAnswer> {
  // Of one state: the store's own list of open pods may be a second older, and the page is kept until the state changes.
  const store: PodsStore = { ...live, pods: async () => [...pods], openPods: async (areas) => openIn(areas, pods) };
  const member = Login.safeParse(login).success ? await store.find({ login }) : undefined;
  const number = member?.standing.state === "seated" ? member.standing.pod : null;
  const pod = number === null ? undefined : await store.pod(number);
  const person = member && publicPerson(member, pod);
  if (!person) throw new PodsError("not-found", noPerson(login));
  const short = pod && shortPod(pod, settings);
  const around = { store, settings, now: now() };
  const { places, elsewhere } = await placesOnLists(member, around);
  const wished = await wishedAreas(member.pseudonym, member.profile, pod, { ...around, pods: store.pods });
  const offer = await offerTo(member, store, settings);
  const decided = await decidedInWords(member, { store, settings, now });
  const before = pod && (await store.stays(member.pseudonym));
  const stay = before !== undefined && before > now() ? stayView(before, settings) : undefined;
  const { firstMerge } = await store.firstSteps(member.pseudonym);
  const swag = firstMerge === undefined || saysMore(member.profile) ? undefined : settings.links.swag;
  switch (format) {
    case "html":
      return asHtml(
        settings,
        personPage({ settings, person, short, places, elsewhere, wished, offer: offer?.pod, decided, stay, swag }),
      );
    case "json": {
      const { state, advocate, pod } = person;
      const its = pod && briefly(pod);
      return asJson({
        ...personFacts(person),
        state,
        advocate,
        pod: its && { ...its, ...(short && { short }) },
        waiting: places,
        ...(elsewhere !== undefined && { elsewhere: { detail: elsewhere } }),
        ...(wished.length > 0 && { wished }),
        ...(offer && { offer: { pod: briefly(offer.pod) } }),
        decided,
        ...(stay && { stay }),
      });
    }
    default:
      return unreachable(format);
  }
}

const openIn = (areas: readonly string[], pods: readonly Pod[]): Pod[] =>
  pods.filter((pod) => areas.includes(pod.area) && openSeats(pod) > 0);

/** No plan of this week moves them; `/pod stay` says the same. */
function stayView(before: number, { digest }: Settings) {
  const day = dayOf(before, digest.timezone);
  return {
    before: day,
    detail: `Asked to stay: no plan that is made before ${dayInWords(day)} moves them. /pod stay no takes that back.`,
  };
}

const briefly = ({ slug, name, area }: Pick<Pod, "slug" | "name" | "area">) => ({ slug, name, area });

interface Waiting {
  readonly places: PlaceOnList[];
  /** What may seat them elsewhere before that. */
  readonly elsewhere?: string;
}

/** Where somebody stands on the list of each area they wait for, and what is missing; nowhere, unless they wait. */
async function placesOnLists(
  { pseudonym, profile, standing }: Member,
  around: { readonly store: PodsStore; readonly settings: Settings; readonly now: number },
): Promise<Waiting> {
  const { store, settings } = around;
  if (standing.state !== "waiting") return { places: [] };
  const { areas, anywhere } = profile;
  const pods = await store.pods();
  const seated = seatedOnce({ ...around, pods });
  const outlook = anywhere ? await outlookAnywhere(profile, pods, store, settings) : undefined;
  const places = await Promise.all(
    listsOf(profile).map(async (area) => {
      const open = hasOpenSeat([area], pods);
      const [list, counts] = await Promise.all([store.waiting(area), missingFor(area, { ...around, pods }, seated)]);
      const { agreed, inShort } = counts;
      const isEnough = counts.seating === 0 && !open && !isNoArea(area);
      const contested = isEnough && (await isContested(area, await peopleAgreedTo(area, store), pods, store, settings));
      const { missing, detail } = listView(area, agreed, settings, { open, inShort, contested, others: profile });
      const others = missing > 0 ? planFor(counts) : undefined;
      const position = list.indexOf(pseudonym) + 1;
      return {
        area,
        position,
        of: list.length,
        missing,
        detail: (area === ANYWHERE && outlook) || [detail, others].filter(Boolean).join(" "),
      };
    }),
  );
  const isSoon = places.some(({ area, missing }) => missing === 0 && areaNow(settings, area) !== undefined);
  return outlook === undefined || isSoon || areas.length === 0 ? { places } : { places, elsewhere: outlook };
}
