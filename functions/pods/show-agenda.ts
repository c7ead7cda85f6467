/** Reads of what a meeting will be about. */
import { type Agenda, buildAgenda } from "#shared/core/agenda.ts";
import { unreachable } from "#shared/core/errors.ts";
import { demosFrom, firstOf, meetingOfPod, meetingsOfCommunity, type NextMeeting } from "#shared/core/meetings.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Settings } from "#shared/core/settings.ts";
import { peopleIn } from "#shared/core/views.ts";
import { addWeeks, weekOf } from "#shared/core/week.ts";
import { agendaMarkdown } from "./agenda-markdown.ts";
import { agendaPage } from "./agenda-page.ts";
import type { ReadRequest } from "./conditional-get.ts";
import type { DirectorySnapshot } from "./directory-snapshot.ts";
import { asHtml, asJson, asText, type HttpAnswer } from "./http-answer.ts";
import { readZone } from "./query.ts";

/** The next meeting of a pod, or of the community. */
export function nextMeeting(settings: Settings, pod: Pod | undefined, now: number): NextMeeting | undefined {
  const own = pod && meetingOfPod(pod);
  return firstOf(pod ? (own ? [own] : []) : meetingsOfCommunity(settings), now);
}

export async function showAgenda(
  request: ReadRequest<"html" | "json" | "md">,
  snapshot: DirectorySnapshot,
  pod: Pod | undefined,
): Promise<HttpAnswer> {
  const { settings, format, now } = request;
  const timezone = readZone(request);
  const next = nextMeeting(settings, pod, now());
  const agenda = next && (await read(request, snapshot, next, pod));
  switch (format) {
    case "json":
      return asJson(agenda ? agendaItem(agenda, settings) : { meeting: null });
    case "md":
      return asText(format, agendaMarkdown({ settings, pod, agenda }));
    case "html":
      return asHtml(settings, agendaPage({ settings, pod, agenda, timezone }));
    default:
      return unreachable(format);
  }
}

async function read(
  { store, settings, week, now }: ReadRequest<"html" | "json" | "md">,
  { pods, repositories, issues }: DirectorySnapshot,
  next: NextMeeting,
  pod: Pod | undefined,
): Promise<Agenda> {
  const weeks = [];
  for (let one = weekOf(demosFrom(next), settings.digest.timezone); one <= week; one = addWeeks(one, 1))
    weeks.push(one);
  const activities = (await Promise.all(weeks.map((one) => store.activities(one)))).flat();
  const [profiles, members] = await Promise.all([
    store.profiles(peopleIn(pod ? [pod] : pods)),
    store.members(
      new Set(
        [...activities.map(({ person }) => person), ...issues.map(({ author }) => author)].filter(
          (one) => one !== null,
        ),
      ),
    ),
  ]);
  return buildAgenda({ next, now: now(), settings, pods, pod, activities, repositories, issues, profiles, members });
}

function agendaItem({ next, ...lists }: Agenda, { links }: Settings) {
  const { title, at, before, meeting } = next;
  return {
    meeting: { title, at: new Date(at).toISOString(), timezone: meeting.timezone, link: meeting.link ?? null },
    since: before === undefined ? null : new Date(before).toISOString(),
    roadmap: links.roadmap ?? null,
    ...lists,
  };
}
