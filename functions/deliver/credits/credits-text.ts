/** The credits of a release as a careful person would write them. Nobody is ranked: pull requests decide the order. */
import { neutralise } from "#shared/core/github/neutralise.ts";
import { podLink } from "#shared/core/messages/github-parts.ts";
import { count } from "#shared/core/number-words.ts";
import { sentenceList } from "#shared/core/sentence-list.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import { END, START } from "./region.ts";

export interface Credited {
  /** Tells people apart. */
  readonly key: string;
  /** `null` for people who are not to be named: they are counted. */
  readonly login: string | null;
}

export interface PullCredit {
  readonly number: number;
  readonly title: string;
  readonly by: readonly Credited[];
}

interface CreditedPod {
  readonly slug: string;
  readonly name: string;
  /** None of a pod that has closed. */
  readonly area?: string;
}

export interface ReleaseCredits {
  /** `pod` is `null` for people outside the pods. */
  readonly work: readonly { readonly pod: CreditedPod | null; readonly pulls: readonly PullCredit[] }[];
  /** First contributions. */
  readonly firsts: readonly { readonly number: number; readonly by: Credited }[];
  readonly coAuthors: readonly Credited[];
  readonly reviewers: readonly Credited[];
}

const TITLE_LENGTH_MAX = 100;

/** How much is said: the fullest that fits. */
interface Detail {
  readonly pulls: "titles" | "numbers" | "count";
  /** The most people of a list that are named. */
  readonly names: number;
}

const DETAILS: readonly Detail[] = [
  { pulls: "titles", names: Number.POSITIVE_INFINITY },
  { pulls: "numbers", names: Number.POSITIVE_INFINITY },
  { pulls: "count", names: Number.POSITIVE_INFINITY },
  { pulls: "count", names: 20 },
];

/** With its markers, and as full as it fits; `undefined` if even the shortest does not. */
export function creditsText(
  credits: ReleaseCredits,
  settings: Settings,
  fits: (text: string) => boolean,
): string | undefined {
  for (const detail of DETAILS) {
    const text = textOf(credits, settings, detail);
    if (fits(text)) return text;
  }
  return undefined;
}

function textOf({ work, firsts, coAuthors, reviewers }: ReleaseCredits, settings: Settings, detail: Detail): string {
  const people = (list: readonly Credited[]) => peopleInWords(list, detail.names);
  const paragraphs = [
    "### The people behind this release",
    work.length > 0 && work.map(({ pod, pulls }) => `- ${podOf(pod, settings)}: ${pullsOf(pulls, detail)}`).join("\n"),
    firsts.length > 0 && welcome(firsts, detail),
    coAuthors.length > 0 && `Co-authors: ${people(coAuthors)}.`,
    reviewers.length > 0 && `Reviewers: ${people(reviewers)}.`,
  ];
  // No line break within a paragraph, since GitHub shows each.
  return `${START}\n${paragraphs.filter((part) => part !== false).join("\n\n")}\n${END}`;
}

function podOf(pod: CreditedPod | null, settings: Settings): string {
  if (pod === null) return "Beyond the pods";
  if (pod.area === undefined) return `**${neutralise(pod.name)}**`;
  return `${podLink(pod, settings)} (${neutralise(areaTitle(settings, pod.area))})`;
}

function pullsOf(pulls: readonly PullCredit[], { pulls: shown, names }: Detail): string {
  const authors = peopleInWords(
    pulls.flatMap(({ by }) => by),
    names,
  );
  switch (shown) {
    case "titles":
      return `${sentenceList(pulls.map(({ title, number }) => `${neutralise(title, TITLE_LENGTH_MAX)} (#${number})`))}, by ${authors}.`;
    case "numbers":
      return `${sentenceList(pulls.map(({ number }) => `#${number}`))}, by ${authors}.`;
    case "count":
      return `${count(pulls.length, "pull request")}, by ${authors}.`;
    default:
      return shown satisfies never;
  }
}

function welcome(firsts: ReleaseCredits["firsts"], { names }: Detail): string {
  const numbers = new Map(firsts.map(({ by, number }) => [by.key, number]));
  const people = peopleInWords(
    firsts.map(({ by }) => by),
    names,
    ({ key, login }) => `@${login} (#${numbers.get(key)})`,
  );
  return `Welcome to ${people}, whose first ${firsts.length === 1 ? "contribution is" : "contributions are"} in this release.`;
}

/** `@ada, @bob and 2 more people`; each once. */
function peopleInWords(people: readonly Credited[], max: number, show = ({ login }: Credited) => `@${login}`): string {
  const all = [...new Map(people.map((one) => [one.key, one])).values()];
  const named = all.filter(({ login }) => login !== null).slice(0, max);
  const rest = all.length - named.length;
  const more = named.length > 0 ? "more " : "";
  return sentenceList([...named.map(show), ...(rest > 0 ? [count(rest, `${more}person`, `${more}people`)] : [])]);
}
