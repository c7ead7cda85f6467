/** What columns that are not used are about, by their names, and which of their texts may be about other areas. */
import { isNegated, wordsOf } from "./column-names.ts";

/** Between letters of any language: `\b` knows English ones only. */
const words = (alternatives: string, flags = ""): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(${alternatives})(?![\\p{L}\\p{N}])`, `u${flags}`);

/** Here people write whatever they want to say. */
const REMARKS = "comments?|notes?|questions?|(any|some)thing (else|to)";
const OF_REMARKS = words(REMARKS);
/** Who and where somebody is, when and how they work, what they have agreed to, and whatever else forms ask. */
const OF_ANOTHER_MATTER = words(
  `ids?|identifier|number|profile|repo|repository|role|names?|firstname|lastname|surname|company|employer|organi[sz]ation|email|mails?|phone|city|country|locations?|website|urls?|links?|bio|timestamp|submitted|created|updated|hours?|times?|timing|timezones?|schedul\\w*|shifts?|days?|dates?|week\\w*|evenings?|mornings?|meetings?|calls?|availab\\w*|deadlines?|remote\\w*|hybrid|office|workplace|travel\\w*|relocat\\w*|languages?|jobs?|employ\\w*|intern\\w*|university|college|school|students?|courses?|exams?|tests?|ads?|product|hackathons?|contests?|competitions?|races?|prizes?|awards?|winners?|orders?|budgets?|pay\\w*|paid|salary|rates?|${REMARKS}|diet\\w*|allerg\\w*|accessib\\w*|shirts?|swag|conduct|terms|polic(y|ies)|privacy|gdpr|photos?|pictures?|record\\w*|news\\w*|subscri\\w*|mailing|discord|slack|cla|dco|active|admin\\w*|enabled|verified|attend\\w*|member|public|private|bot|2fa|mfa|sso|two factor|archived|suspended`,
);
/** Words of which areas and seats people want, and of what happens where these are full. */
const PLACING =
  "areas?|bereiche?|domaines?|áreas?|choices?|seat(s|ed|ing)?|places?|placing|(be|being|get|are|am|me|you|us) placed|placed (by|where)|(your|my) (placement|wish(es)?|preferences?|picks?|options?|list)|full(?! name)|others?|another|different|any|anywhere|elsewhere|wherever|somewhere|wait(ing)?|rather|only|strictly|assign(ed)?|put|move[ds]?|swap|switch|fill";
const OF_PLACING = words(PLACING);
/** The same, and words that also stand in questions about the group itself, such as "Why do you want to join a pod?". */
const MAY_BE_OF_PLACING = words(`${PLACING}|pods?|teams?|groups?|squads?|sigs?|rooms?|join(ing)?`);
/** Forms end with these. */
const ANY_REMARKS = words("(any|other) (other )?(comments?|notes?|questions?|diet\\w*|allerg\\w*|accessib\\w*)", "g");

/**
 * Whether a column cannot be about the areas that somebody wants. A word that is missing in the first list, or of another
 * meaning in the second, costs a remark, and that nobody counts as open to any area.
 */
export const isOfAnotherMatter = (name: string): boolean =>
  OF_ANOTHER_MATTER.test(name) && !MAY_BE_OF_PLACING.test(name.replace(ANY_REMARKS, ""));

/** Which text in a column may be about other areas: any, one that names an area or sets a limit, or none. */
export type TextOfAreas = "any" | "limiting" | "none";

export function textOfAreas(name: string): TextOfAreas {
  if (isOfAnotherMatter(name)) return OF_REMARKS.test(name) ? "limiting" : "none";
  return OF_PLACING.test(name.replace(ANY_REMARKS, "")) && !OF_ANOTHER_MATTER.test(name) ? "any" : "limiting";
}

/** "Only", and other words of what somebody does not want. */
const LIMITS = words(
  "just|exclusively|solely|unless|instead|stay(ing)?|keep|remain|prefer\\w*|nowhere|nur|lieber|ausschließlich|nein|seulement|uniquement|plutôt|non|solo|sólo|solamente|soltanto|apenas|somente|só|não|tylko|raczej|nie|alleen|liever|niet|geen",
);
/** Where nothing else is said, these set no limit. */
const NO_LIMIT = words(
  "(no|not) (really|now|yet|at all|at the moment|applicable|comments?|notes?|questions?|thanks|thank you|problem|worries|further|more)|cant wait|just (saying|joined|started|moved)|keep (it )?up",
  "g",
);
const OF_ANOTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

/** Whether a text says what somebody does not want, or speaks of seats, as far as we can read it. */
export function setsLimit(text: string): boolean {
  const said = wordsOf(text).replace(NO_LIMIT, "");
  return isNegated(said) || LIMITS.test(said) || OF_PLACING.test(said) || OF_ANOTHER_SCRIPT.test(said);
}

const OF_WORKING = words(
  "work(ing)?|mode|status|collaborat\\w*|contribut(e|ing)|participat\\w*|tak(e|ing) part|pods?|programme|program|join(ing)?|alone|independently|solo",
);
/** Whether a column asks how somebody works or takes part here. */
export const isOfWorking = (name: string): boolean => OF_WORKING.test(name);

/** How far somebody would go is told in many words: each may be a no. */
export const asksHowFlexible = (name: string): boolean => /\bflexib(le|ility)\b/.test(name);
