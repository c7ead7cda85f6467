/** What the sentences of answers are rendered from, and how people, pods and days are named in comments. */
import { dayInWords } from "../digest/dates.ts";
import { neutralise, quoteCode } from "../github/neutralise.ts";
import { githubLink, type Site } from "../github/site.ts";
import { Login, type Pseudonym } from "../member.ts";
import { type NamedPod, podInCommand } from "../places.ts";
import type { Pod } from "../pod.ts";
import { lastName } from "../pod-names.ts";
import type { Settings } from "../settings.ts";
import type { CommandAnswer } from "../thread.ts";
import type { Names } from "../views.ts";
import { dayOf } from "../week.ts";

/** The names in an answer: how things stand now must not show, since the sentence stays when that changes. */
export interface AnswerModel {
  readonly settings: Settings;
  /** Pods that have closed are missing: theirs are the last names. */
  readonly pods: ReadonlyMap<number, Pick<Pod, "number" | "slug" | "name" | "area">>;
  readonly lastNames: ReadonlyMap<number, string>;
  /** Forgotten people are missing. */
  readonly people: Names;
}

/** `26 November 2026`: when the command was carried out. */
export const dayOfAnswer = ({ at }: CommandAnswer, { settings }: AnswerModel): string =>
  dayInWords(dayOf(at, settings.digest.timezone));

/** The login, if it has GitHub's form: no other text may follow an @. */
export const checkedLogin = (login: string | undefined): string | undefined =>
  Login.safeParse(login).success ? login : undefined;

export const loginOf = (person: Pseudonym | null, people: Names): string | undefined =>
  checkedLogin(people.get(person ?? "")?.login);

/** Names a person without notifying them. */
export const personLink = (login: string, site: Site): string => `[${neutralise(login)}](${githubLink(site, login)})`;

/** The address of a page; `undefined` for a community without a public address. */
export const pageOf = (path: string, { publicUrl }: Settings): string | undefined =>
  /^https?:/.test(publicUrl) ? `${publicUrl}/pods/${path}` : undefined;

export function podLink(pod: Pick<Pod, "name" | "slug">, settings: Settings): string {
  const page = pageOf(pod.slug, settings);
  return page ? `**[${neutralise(pod.name)}](${page})**` : `**${neutralise(pod.name)}**`;
}

/** The command that takes a seat there. */
export const acceptWords = (pod: NamedPod, settings: Settings): string => `/pod accept ${podInCommand(pod, settings)}`;
export const acceptInCode = (pod: NamedPod, settings: Settings): string =>
  quoteCode(acceptWords(pod, settings), ACCEPT_LENGTH_MAX);
const ACCEPT_LENGTH_MAX = 120;

/** `the **Narwhal**`, but `**The Night Watch**`: before "pod". */
export const withArticle = (pod: string): string => (/^\W*the\b/i.test(pod) ? pod : `the ${pod}`);

/** The pod that an answer is about, by the name that it has, or had last. */
export function podNamed(
  { pod: number }: { readonly pod?: number | undefined },
  { pods, lastNames, settings }: AnswerModel,
): string {
  if (number === undefined) return "the pod";
  const pod = pods.get(number);
  return pod ? podLink(pod, settings) : `**${neutralise(lastName(number, lastNames))}**`;
}
