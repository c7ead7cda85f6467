/** Whether people and pods find each other, for maintainers alone. Three numbers a week; nobody is named or counted alone. */
import type { WeekOfConnection } from "#shared/core/connection/connection.ts";
import { dayInWords, weekInWords } from "#shared/core/digest/dates.ts";
import type { Settings } from "#shared/core/settings.ts";
import { daysOf } from "#shared/core/week.ts";
import { bars } from "#shared/web/icons.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { count, html, type Markup, number, sentenceList } from "#shared/web/markup.ts";

/** One of the three numbers, week by week. */
interface Measure {
  readonly title: string;
  /** The heading of its column, which on a narrow screen stands beside each number. */
  readonly column: string;
  /** What it says of the last week, as a part of a sentence; `false` if it says nothing. */
  readonly sentence: (week: WeekOfConnection) => string | false;
  readonly shown: (week: WeekOfConnection) => string;
  /** The height of its bar; `null` if it is not known. */
  readonly value: (week: WeekOfConnection) => number | null;
  readonly counts: string;
}

const MEASURES: readonly Measure[] = [
  {
    title: "People who met",
    column: "Pairs",
    sentence: ({ firstPairs: n }) => n !== null && `${count(n, "pair")} of people worked together for the first time`,
    shown: ({ firstPairs }) => (firstPairs === null ? "–" : number(firstPairs)),
    value: ({ firstPairs }) => firstPairs,
    counts:
      "Two people who had never worked together before, as far as we have seen: one reviewed a pull request of the other, or they wrote one together.",
  },
  {
    title: "Pods that met",
    column: "Pods",
    sentence: ({ podPairs: n }) => `${count(n, "pair")} of pods reviewed each other`,
    shown: ({ podPairs }) => number(podPairs),
    value: ({ podPairs }) => podPairs,
    counts: "Two pods count once a week, whichever of them reviewed a pull request of the other, and however many.",
  },
  {
    title: "Newcomers with an answer",
    column: "Answered",
    sentence: ({ newcomers }) =>
      newcomers !== null &&
      newcomers.of > 0 &&
      `${number(newcomers.answered)} of ${count(newcomers.of, "newcomer’s thread", "newcomers’ threads")} had an answer within a day`,
    shown: ({ newcomers }) => (newcomers === null ? "–" : `${number(newcomers.answered)} of ${number(newcomers.of)}`),
    value: ({ newcomers }) => newcomers && (newcomers.of === 0 ? 0 : newcomers.answered / newcomers.of),
    counts:
      "Issues and pull requests of people who had contributed nothing before that week, and how many of them another person answered, reviewed or merged within a day. A thread whose first day is not over does not count yet. One that was closed without a word, a draft and a locked one do not count at all. Of weeks before this community was set up here it is not known.",
  },
];

export function connectionPage(settings: Settings, weeks: readonly WeekOfConnection[]): string {
  const last = weeks.at(-1);
  return layout({
    settings,
    private: true,
    title: "Connection",
    body: html`<div class="wrap"><p class="crumbs"><a href="${linkTo(settings, "weekly-digest")}">Weekly digest</a> / only maintainers see this page</p>
<div class="title"><h1>Connection</h1></div>
<p class="lead">${last ? summary(last) : "Nothing has been seen in a whole week yet. Come back on Monday."}</p>
${
  last &&
  html`<div class="cards">${MEASURES.map((measure) => chart(measure, weeks, last))}</div>
<div class="split"><div class="stack">${table(settings, weeks)}</div><div class="stack">${explained(weeks)}</div></div>`
}</div>`,
  });
}

function summary(last: WeekOfConnection): string {
  const parts = MEASURES.map(({ sentence }) => sentence(last)).filter((part) => part !== false);
  return `In ${weekInWords(last.week).toLowerCase()}, ${sentenceList(parts)}.`;
}

function chart({ title, shown, value }: Measure, weeks: readonly WeekOfConnection[], last: WeekOfConnection): Markup {
  // Those from which on it is known.
  const known = weeks.slice(weeks.map(value).lastIndexOf(null) + 1);
  const words = `${title}, week by week: ${known.map(shown).join(", ")}`;
  const drawn = known.length > 0 && bars(scaled(known.map(value).map(Number)), words, "tall");
  const [first] = known.length > 1 ? known : [];
  return html`<section class="panel"><h2>${title}</h2><p class="big">${shown(last)}</p>${
    drawn &&
    html`<div class="gap">${drawn}</div>
<p class="caption"><span>${first && `${count(known.length - 1, "week")} before: ${shown(first)}`}</span><b>${weekInWords(last.week)}</b></p>`
  }</section>`;
}

/** Shares as whole numbers of a hundred, since a bar is at least one high. */
const scaled = (values: readonly number[]): number[] =>
  values.every(Number.isInteger) ? [...values] : values.map((value) => Math.round(value * 100));

function table({ digest }: Settings, weeks: readonly WeekOfConnection[]): Markup {
  const row = (one: WeekOfConnection) => {
    const [day] = dayInWords(daysOf(one.week, digest.timezone).from).split(/ (?=\d{4})/);
    return html`<tr><th scope="row">${weekInWords(one.week)} <span class="dim">from ${day}</span></th>${MEASURES.map(({ column, shown }) => html`<td class="n" data-of="${column}">${shown(one)}</td>`)}</tr>`;
  };
  return html`<section class="panel"><h2>Week by week</h2><table class="weeks"><thead><tr><th scope="col">Week</th>${MEASURES.map(({ column }) => html`<th scope="col" class="n">${column}</th>`)}</tr></thead><tbody>${weeks.toReversed().map(row)}</tbody></table></section>`;
}

function explained(weeks: readonly WeekOfConnection[]): Markup {
  return html`${weeks.some(({ firstPairs }) => firstPairs === null) && STILL_READING}<section class="panel prose"><h2>What is counted</h2>${MEASURES.map(({ title, counts }) => html`<p><b>${title}.</b> ${counts}</p>`)}
<p>Only what everybody can see counts: nothing in private repositories, nothing of robots, and nothing of people who asked to be forgotten. What becomes known late counts in the week in which it happened, so a week may still change.</p></section>`;
}

const STILL_READING = html`<section class="panel warn"><h2>New pairs are not known yet</h2><p>To tell who met for the first time, all earlier weeks are looked through. That takes a few hours after an update.</p></section>`;
