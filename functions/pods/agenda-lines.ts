/** The words of an agenda: sections of lines, which the page and the Markdown show alike. */
import type { Agenda } from "#shared/core/agenda.ts";
import { dayInWords } from "#shared/core/digest/dates.ts";
import { andMore, issueKind } from "#shared/core/messages/digest.ts";
import type { Pod } from "#shared/core/pod.ts";
import type { Settings } from "#shared/core/settings.ts";
import { zoneInWords, zoneOffsetMs } from "#shared/core/timezone.ts";
import type { PersonView } from "#shared/core/views.ts";
import { dayOf, weekdayOf } from "#shared/core/week.ts";
import { linkTo, personLink, podLink, query } from "#shared/web/links.ts";
import { count } from "#shared/web/markup.ts";
import { areaName, nameOf } from "#shared/web/parts.ts";

/** What is shown of a meeting of a pod, or of the community. */
export interface ShownAgenda {
  readonly settings: Settings;
  readonly pod?: Pick<Pod, "slug" | "name" | "met"> | undefined;
  /** None where no meeting is set. */
  readonly agenda: Agenda | undefined;
}

export type Span = string | { readonly text: string; readonly link: string | null } | { readonly code: string };

export interface Row {
  /** Drawn beside the line where there is room. */
  readonly face?: PersonView | undefined;
  readonly line: readonly Span[];
  /** Below it, or behind it. */
  readonly small?: string;
}

export interface AgendaSection {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Below the rows, or in their place. */
  readonly note: readonly Span[];
}

/** `Thursday, 26 November 2026, 17:00 London time` */
export function whenInWords(at: number, timezone: string): string {
  const clock = new Date(at + zoneOffsetMs(at, timezone)).toISOString().slice(11, 16);
  return `${weekdayOf(at, timezone)}, ${dayInWords(dayOf(at, timezone))}, ${clock} ${zoneInWords(timezone)}`;
}

export const agendaTitle = ({ agenda, pod }: ShownAgenda): string =>
  agenda ? `Agenda: ${agenda.next.title}` : pod ? `Agenda of ${pod.name}` : "Agenda";

/** When the last one ended, if there was one. */
const endedInWords = ({ name, met }: NonNullable<ShownAgenda["pod"]>, timezone: string): string => {
  const until = met?.at(-1)?.until;
  if (until === undefined) return `${name} has set no meeting yet.`;
  return `The meeting of ${name} ended on ${dayInWords(dayOf(until, timezone))}.`;
};

export const noMeeting = ({ pod, settings }: ShownAgenda): readonly Span[] =>
  pod
    ? [
        `${endedInWords(pod, settings.digest.timezone)} Its advocate sets one by `,
        { code: "/pod meeting Thursday 17:00 Europe/London" },
        " and a link.",
      ]
    : [
        "No meeting of the whole community is set yet. A maintainer sets one in pods.yml: ",
        {
          code: 'meetings: { contributor: { weekday: Thursday, time: "17:00", timezone: Europe/London, link: https://… } }',
        },
      ];

/** An hour has room for so many. */
const INTRODUCTIONS_SHOWN = 12;
const DEMOS_SHOWN = 8;
const VACANT_SHOWN = 5;
const ISSUES_SHOWN = 5;

/** The first ones, and behind them a link to where there are more. */
function capped<T>(list: readonly T[], max: number, link: string, row: (one: T) => Row): Row[] {
  const rows = list.slice(0, max).map(row);
  return list.length > max ? [...rows, { line: [{ text: andMore(list.length - max), link }] }] : rows;
}

export function agendaSections(agenda: Agenda, settings: Settings): AgendaSection[] {
  const { next, introductions, demos, notes, vacant, seats, issues } = agenda;
  const directory = linkTo(settings, "pods");
  const podName = (pod: Agenda["vacant"][number]): Span => ({ text: pod.name, link: podLink(settings, pod.slug) });
  const person = (one: PersonView): Span => ({
    text: nameOf(one),
    link: one.login === null ? null : personLink(settings, one.login),
  });
  return [
    {
      title: "Introductions",
      rows: capped(introductions, INTRODUCTIONS_SHOWN, directory, ({ pod, people }) => ({
        line: [podName(pod), ": ", ...people.flatMap((one, i) => [...(i > 0 ? [", "] : []), person(one)])],
        small: areaName(settings, pod),
      })),
      note: [
        introductions.length > 0
          ? `${next.before === undefined ? "The first meeting" : "New since the last meeting"}: say hello, and what you would like to work on.`
          : "Nobody is new since the last meeting. A round of names does no harm.",
      ],
    },
    {
      title: "Demos",
      rows: capped(demos, DEMOS_SHOWN, linkTo(settings, "weekly-digest"), (demo) => ({
        face: demo.person,
        line: [{ text: demo.title, link: demo.url }, " by ", person(demo.person)],
        ...(demo.pod && { small: demo.pod.name }),
      })),
      note: [
        demos.length > 0 ? "One more? " : "Nobody has announced one yet. ",
        { code: "/pod demo <title>" },
        " in an issue or a pull request puts it here.",
      ],
    },
    {
      title: "Strategy and roadmap",
      rows: [],
      note:
        settings.links.roadmap === undefined
          ? [
              "What comes next, and what should? No roadmap is linked: ",
              { code: "links.roadmap" },
              " in the settings names one.",
            ]
          : ["What comes next, and what should? ", { text: "The roadmap", link: settings.links.roadmap }],
    },
    {
      title: "What waits for somebody",
      rows: [
        ...capped(vacant, VACANT_SHOWN, directory, (pod) => ({
          line: [
            podName(pod),
            pod.termEnded === undefined ? " needs an advocate: " : " seeks the next advocate: ",
            { code: "/pod advocate" },
          ],
          small: areaName(settings, pod),
        })),
        ...(seats.open > 0
          ? [
              {
                line: [
                  { text: count(seats.open, "open seat"), link: linkTo(settings, "pods", `/${query({ open: "1" })}`) },
                  ` in ${count(seats.pods, "pod")}`,
                ],
              },
            ]
          : []),
        ...capped(issues, ISSUES_SHOWN, directory, ({ title, ref, url, kind }) => ({
          line: [{ text: title, link: url }],
          small: title === ref ? issueKind[kind] : `${issueKind[kind]}, ${ref}`,
        })),
      ],
      note: vacant.length + seats.open + issues.length > 0 ? [] : ["Nothing that we know of."],
    },
    {
      title: "Notes of the last meeting",
      rows: notes.map(({ person: by, url }) => ({
        face: by,
        line: [{ text: new URL(url).host, link: url }, " by ", person(by)],
      })),
      note: [
        notes.length > 0 ? "" : "None yet. ",
        { code: "/pod notes <https://…>" },
        " links notes or a recording here.",
      ],
    },
  ];
}
