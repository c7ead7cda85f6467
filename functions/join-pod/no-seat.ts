/** Cells that say that somebody wants no seat, or takes no part now. */
import { answerIn, isAlone } from "./answers.ts";
import type { Closing } from "./column-names.ts";
import { saysNothing } from "./filled.ts";

/** In any column. */
const AWAY =
  "opt(ed)? out|withdrawn|withdrew|inactive|archived|suspended|paused|unavailable|(currently )?not (currently )?(active|available|attending|participating|taking part)|no longer (active|available|attending|participating|interested|taking part)|(on|taking) (an? )?((parental|maternity|paternity|sick|medical|annual) )?(leave|break|hold|pause|sabbatical|vacation|holidays?)";
/** Only where a column asks for it: elsewhere these may be about a job, or about a message that has no answer. */
const AWAY_HERE = `${AWAY}|away|absent|gone|left|former(ly)?|retired|emerit(us|a|i)|alumn(us|a|i|ae)|resigned|quit|declined|dormant|deactivated|disabled|pause|leave|stepped (down|back)|dropped out|out of office|later|maybe|perhaps|unsure|undecided|not sure|not? (now|yet|at the moment)|not?(?= (until|till|before|this)\\b)`;

/** "On leave (until May)", and no longer sentence: "Archived repositories are my hobby" says nothing of the person. */
const saying = (words: string): RegExp =>
  new RegExp(
    `^\\s*((i am|i'm|im|currently|temporarily) )?(${words})\\s*($|[,;:.(/–—-]|(until|till|before|since|for|from|as of|at the moment|right now|now|currently|this)\\b)`,
    "i",
  );
const SAYS_AWAY = saying(AWAY);
const SAYS_AWAY_HERE = saying(AWAY_HERE);

/** Whether somebody says so in a column that does not ask for it. "Independent" means it only in a column about working. */
export const saysNoSeat = (cell: unknown, isOfWorking: boolean): boolean =>
  typeof cell === "string" && (SAYS_AWAY.test(cell) || (isOfWorking && (isAlone(cell) || /^\s*solo\s*$/i.test(cell))));

/** The same in a column that asks; where a yes says so, so does what is no no: "until May". */
export function answersNoSeat(cell: unknown, by: Closing): boolean {
  const said = String(cell ?? "");
  const answer = answerIn(said);
  if (by === "yes") return answer ?? !(saysNothing(said) || /^\s*(not?|never)\b/i.test(said));
  return SAYS_AWAY_HERE.test(said) || (by === "no" && (answer === false || /^\s*none\s*$/i.test(said)));
}
