/** Who wants no seat, or takes no part now, by columns that are not used otherwise. */
import { answerIn, isAlone } from "./answers.ts";
import { anyWord, isNegated, wholly, wordsOf } from "./column-names.ts";
import { saysNothing } from "./filled.ts";

/** Whole names that ask just that, and so nothing about areas. */
const ASKS_JUST_THAT = wholly(
  "(do|would) you (still )?(want|like) (to (join|take part|be in|have a seat in)|a seat in)( (a|your|the|our) (pods?|programme|program))?",
  "(are you )?still interested|(will|are) you (taking|take) part|opt in",
  "((i|you) )?((want|wish|would like) to |do you (want|wish) to )?(opt(ed|ing)? out|withdraw(n)?|be (left out|removed))( (of|from) (the |all |this )?(pods?|programme|program|seating))?",
  "(please )?(leave|take|count) me out|(please )?remove me( from (the |this )?(list|pods?|programme|program))?",
  "((are|will) you )?(be )?(still )?(active|available|attend(ing)?|participat(e|ing)|coming)( (in|at|of) (the |this |our )?(pods?|programme|program|community|project))?( (member|contributor))?",
  "(is |are you )?(inactive|archived|suspended|deactivated|retired|on leave|emeritus)",
);
/** These tell it among other things. */
const MAY_TELL = wholly(
  "(your |my |current |member(ship)? |contributor |participant |participation |activity )?(status|availability)",
);

/** Words of names that may ask or tell whether somebody takes part. */
const OF_TAKING_PART = anyWord(
  "pods?|join(s|ed|ing)?|(take|takes|taking) part|participa\\w+|plac(ed|ing)|seat(s|ed|ing)?|interested|rsvp|attend\\w*|active|status|standing|availab\\w*|member\\w*|opt|opt(ed|ing)? in|coming|enrol\\w*|regist\\w*|sign(ed)? up|confirm\\w*|accepted|still (here|in)|enabled|(not|no|skip|pass)( \\w+)* (this|next) (time|year|season|round)|(have|no|any|enough) time|(not|no|dont|never|may we|can we) contact",
);
/** The same of somebody who is gone, or rather alone: a yes there is a no. */
const OF_GONE = anyWord(
  "left|leaving|leave|banned|blocked|deleted|removed?|paused?|alone|solo|independent(ly)?|declined?|withdr(aw|awn|ew)|inactive|archived|suspended|deactivated|disabled|retired|emerit\\w+|unsubscribed?|opt(ed|ing)? out|me out|former|gone|absent|away|unavailable|quit",
);
/** Such a question is not whether. */
const ASKS_WHICH = /^(what|which|who|whom|whose|why|when|where|how)\b/;
/** It may be about other pods than the one that somebody wants, if its name does not say no. */
const OF_OTHERS = anyWord(
  "areas?|another|others?|different|any|anywhere|elsewhere|wherever|somewhere|swap|switch|which|flexib\\w+|prefer\\w*|choices?",
);

export interface Whether {
  /** A status of "none" says nothing. */
  readonly isStatus: boolean;
  /** The answer that says that they want no seat; `undefined` where any may say so. */
  readonly by: boolean | undefined;
  /** It asks just that, or that among other things; else its words may ask it. */
  readonly asks: "that" | "more" | "perhaps";
}

/** What the name of a column asks about taking part, if it may. */
export function asksWhether(name: string): Whether | undefined {
  const [isGone, isNo] = [OF_GONE.test(name), isNegated(name)];
  const isStatus = /\bstatus$/.test(name);
  const by = isGone && isNo ? undefined : isGone || isNo;
  if (ASKS_JUST_THAT.test(name)) return { isStatus, by, asks: "that" };
  if (MAY_TELL.test(name)) return { isStatus, by, asks: "more" };
  const mayBe = isGone ? !/\bareas?\b/.test(name) : OF_TAKING_PART.test(name) && (isNo || !OF_OTHERS.test(name));
  return mayBe && !ASKS_WHICH.test(name) ? { isStatus, by, asks: "perhaps" } : undefined;
}

const DAYS =
  "week(days?|ends?)|mornings?|afternoons?|evenings?|nights?|(mon|tues|wednes|thurs|fri|satur|sun)days?|and|or|on|only";
/** Somebody takes part who says no more than this. */
const IS_HERE = wholly(
  "((i am|im|still|currently|fully|very|always|already) )*(active|available|here|present|in|attending|coming|going|joining|joined|participating|taking part|interested|confirmed|accepted|approved|(current )?(member|contributor|maintainer|owner|admin|collaborator)|enrolled|registered|signed up|seated|placed|contributing|ready|(full|part) time|flexible|any ?time)( (member|contributor))?( since .*)?",
  "since .*|collaborat\\w*|together|with others|(in )?a (pod|team)|pod",
  `((about|up to|at least) )?[1-9]\\d*( \\d+)? ?(h|hrs?|hours?|days?)( ?((a|per|each|every|in the) )?(week|month|day))?|((${DAYS})( |$))+`,
);

/** Whether the cell of a column that may ask it says that somebody wants no seat. */
export function answersNoSeat(cell: unknown, { by, isStatus }: Whether): boolean {
  const said = String(cell ?? "").trim();
  if (/^[-–—]*$/.test(said) || (isStatus && saysNothing(said))) return false;
  if (by === undefined) return true;
  const answer = answerIn(said);
  const isHere = IS_HERE.test(wordsOf(said));
  if (by) return !(answer === false || isHere || saysNothing(said) || IS_NEVER.test(said));
  return !(answer === true || isHere || /^[1-9]\d*$/.test(said));
}
const IS_NEVER = /^(not?( yet| now| at all)?|never)$/i;

/** In any column. */
const AWAY =
  "opt(ed)? out|withdrawn|withdrew|inactive|archived|suspended|paused|unavailable|(currently )?not (currently )?(active|available|attending|participating|taking part)|no longer (active|available|attending|participating|interested|taking part)|(on|taking) (an? )?((parental|maternity|paternity|sick|medical|annual) )?(leave|break|hold|pause|sabbatical|vacation|holidays?)";
/** "On leave (until May)", and no longer sentence: "Archived repositories are my hobby" says nothing of the person. */
const SAYS_AWAY = new RegExp(
  `^\\s*((i am|i'm|im|currently|temporarily) )?(${AWAY})\\s*($|[,;:.(/–—-]|(until|till|before|since|for|from|as of|at the moment|right now|now|currently|this)\\b)`,
  "i",
);

/** Whether somebody says so in a column that does not ask for it. */
export const saysNoSeat = (cell: unknown): boolean =>
  typeof cell === "string" && (SAYS_AWAY.test(cell) || isAlone(cell) || /^\s*solo\s*$/i.test(cell));
