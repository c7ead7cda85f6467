/** What people call the columns of an import: patterns of names in lower case, without signs between their words. */
export const IMPORT_COLUMNS = [
  "login",
  "areas",
  "ability",
  "timezone",
  "advocate",
  "mode",
  "anywhere",
  "introduce",
  "pod",
  "with",
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

export const wordsOf = (name: string): string =>
  name
    .replace(/[´ʼ＇’‘`]/g, "'")
    .normalize("NFKC")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    // "I'd" is no id.
    .replace(/(?<=\p{L})'d\b/gu, " would")
    .replace(/'/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\b(git|time|user) (?=(hub|zone|name)\b)/g, "$1");

/** Between letters of any language: `\b` knows English ones only. */
export const anyWord = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(${alternatives})(?![\\p{L}\\p{N}])`, "u");

/** All words are among these. */
const only = (words: string): string => `^((${words})( |$))+$`;

const ACCOUNT = "(login|username|user|handle|account)";
/** These may hold something else than the login. */
const OF_ACCOUNT = "(name|nick|nickname|profile|id|url|link|address)";
const NOT_ITS = "(issue|repo|repository|project|pr|pull|commit|star|contribution|org|organi[sz]ation|team)";
const GITHUB = `^(?!how|why|when)(?=.*\\b(github|gh)\\b)(?!.*\\b${NOT_ITS}s?\\b).*\\b`;

/** A whole name is one of these sentences. */
export const wholly = (...sentences: readonly string[]): RegExp => new RegExp(`^(${sentences.join("|")})$`);

const UNIT = "(areas?|pods?|teams?|groups?|squads?|sigs?)";
/** A seat in an area that somebody did not name. */
const UNNAMED =
  "areas? (that |which )?(you|i|they) (did not|didnt|have not|havent|do not|dont) (name|named|list|listed|choose|chosen|pick|picked|mention|mentioned)";
const ANY = `(any ${UNIT}|anywhere)`;
const ELSEWHERE = `((in |into |to |with |for |about )?(an? )?(${ANY}|elsewhere|(any other|other|another|different) ${UNIT}|${UNNAMED}))`;
const WELCOME = "(ok|okay|fine|possible|acceptable|good|welcome)";
const READY = "(open|ok|okay|fine|happy|willing|glad|ready|flexible)";
const TO_SEAT = "(place|put|seat|assign|move)";
const SEATED = "(placed|put|seated|assigned|moved)";
const FULL = "( if (yours|mine|it|that|your (first )?(area|choice)) is full| if needed| at any time| too| as well)?";
/**
 * Whether somebody agrees to other areas: nothing that may ask for something else, and so nothing with another word in it
 * ("Would you mind another area?", "... rather wait than ..."). "Any other areas?" may ask for wishes.
 */
const ANY_AREA = wholly(
  `(open to )?${ANY}|open to any|flexible anywhere|(i am )?flexible ${ELSEWHERE}`,
  `${ELSEWHERE} (is |are |would be )?${WELCOME}( (for|with) (you|me))?${FULL}`,
  `(is|are|would) ${ELSEWHERE} (be )?${WELCOME}( (for|with) (you|me))?${FULL}`,
  `(i am |im |are you |you are |(i )?would (you )?be )?(also )?${READY} ${ELSEWHERE}${FULL}`,
  `(i am |im |are you |you are |(i )?would (you )?be |(i |do you )?(agree|consent) )?(${READY} )?(to|with) (be|being|join|joining|help|helping|a seat)( ${SEATED})? ${ELSEWHERE}${FULL}`,
  `(may|can|could|shall|should) (we|you) ${TO_SEAT} (you|me) ${ELSEWHERE}${FULL}`,
  `(is it |its |would it be )?${READY} (if (we|you) ${TO_SEAT}|(for (us|you) )?to ${TO_SEAT}) (you|me) ${ELSEWHERE}${FULL}`,
  `(is it |its |would it be )?${READY} (if|that) (you|i) (are|am) ${SEATED} ${ELSEWHERE}${FULL}`,
  `(would|could|can|will) you (also )?(join|help|accept)( a (pod|seat|team|group))? ${ELSEWHERE}${FULL}`,
  `(does|do|would|will) ${ELSEWHERE} suit you${FULL}|${ELSEWHERE} suits? (you|me)${FULL}`,
);

/** Whether somebody is ready to be the advocate of a pod. */
const ADVOCATE = "(an? |the |your |our |my |its |this )?(pods? )?(s )?advocate";
const WANTS =
  "((would you |i would )?(like|love)|do you want|i want|(can|could|will) you|i (can|will)|(are you |i am |im |would you be )?(willing|happy|ready|able|open|interested))";
const FOR_POD = "( (of|for|in) (a|an|the|your|our|my|this) (pod|area|team|group)| role| and .*)?";
const IS_ADVOCATE = wholly(
  `(i )?volunteer(ing)?( (as|for|to be) ${ADVOCATE})?`,
  `(pods? )?advocate( role)?|advocate or volunteer|volunteer or advocate`,
  `${WANTS} (to |in )?(be|being|become|becoming|(act|acting|serve|serving) as) ${ADVOCATE}${FOR_POD}`,
  `(would you (like to |be willing to )?|${WANTS} (to )?)volunteer( (as|for|to be) ${ADVOCATE}${FOR_POD})?`,
);

/** Whether somebody wants a seat at all. */
const TAKES_PART = wholly(
  "(do|would) you (still )?(want|like) (to (join|take part|be in|have a seat in)|a seat in)( (a|your|the|our) (pods?|programme|program))?",
  "(are you )?still interested|(will|are) you (taking|take) part|opt in",
);
export const asksToTakePart = (words: string): boolean => TAKES_PART.test(words);
/** Words of wishes, and those that stand with "areas" in a name without any other. */
const WISHES = `\\b(want|wanted|wish|wishes|like|love|prefer|preferred|preferences?|favou?rite|interest|interests|interested|choose|choices?|pick|select|suits?|keen|(to|can|could|would|will) ((you|i) )?(work|help|contribute|join)|(put|place|seat|assign) (you|me))\\b`;
const AROUND_AREAS =
  "areas?|interests?|topics?|sigs?|a|an|the|your|my|s|of|for|in|to|on|which|what|name|list|enter|please|pods?|project|programme|program|most|up|at|least|or|and|one|two|three|[123]|max|maximum|min|no|more|than|first|second|third|order|by|rank|ranked|priority|if|any|other|optional|required|ids?|titles?|timezones?|focus|subject|target|desired|chosen|selected|selection|tick|check|all|that|apply|these|following";
const AROUND_MODE =
  "independent|independently|independence|alone|solo|collaboratively|together|with|others|pods?|team|group|or|and|not|in|a|an|the|mode|work|working|contribute|contributing|contributor|do|would|you|i|like|want|prefer|wish|rather|to|on|your|my|own|as|be|join|seat|optional";

/** What a name may mean, after the column's own name: the surer patterns first. */
export const MAY_MEAN: Readonly<Record<ImportColumn, readonly RegExp[]>> = {
  login: [
    new RegExp(`${GITHUB}${ACCOUNT}\\b|^(what is |whats )?(your |my )?github$`),
    new RegExp(`${GITHUB}${OF_ACCOUNT}\\b`),
    /^(your |my |member |contributor )?(login|username|user|handle)$/,
  ],
  areas: [
    new RegExp(
      `^(?!${ANY_AREA.source})(?!how|why|when|who)(.*\\bareas?\\b|(?=.*\\binterests?\\b)${only(AROUND_AREAS)})`,
    ),
    /^(topics?|sigs?|(what|which)( topics| sigs)? (are you interested in|interests? you( most)?|(would you like|do you want) to work on))$/,
  ],
  ability: [
    /^(abilities|seniority|level|experience)$|^(?!.*\b(pods?|teams?|groups?|want\w*|wish\w*|prefer\w*|like|desired|ideal|needed|required|others?)\b)(.*\b((experience|skill|ability) level|level of (experience|skill))\b|how experienced\b)/,
  ],
  timezone: [
    /^(?!.*\b(teams?|office|company|employer|pods?|groups?|meetings?|events?|calls?|projects?|community|organi[sz]ations?|headquarters|hq)\b).*\btimezone\b|^(tz|zone|(utc|gmt) offset)$/,
  ],
  advocate: [/^(?!how|why|when|what|which|who)(?!.*\b(hours|elsewhere)\b).*\b(advocate|volunteer(ing)?)\b/],
  mode: [/^(?!how|why|when|who).*\b(independent(ly)?|alone|solo)\b/, TAKES_PART],
  anywhere: [ANY_AREA],
  introduce: [/^(?!how|why|when|what|which|who).*\bintroduc(ed?|ing)\b/],
  pod: [/^(your |my |current |existing |which |what )*(pod|team|group|squad)( name| are you in| do you belong to)?$/],
  with: [
    /\b(sit|seated|together|be|pod|group|team) with\b|^(with )?whom? .*\bwith\b|^(friends|buddies|with whom)$|^with whom\b/,
  ],
};

/** What a name clearly means, where it may also ask for something else than what people want. */
const CLEARLY_MEANS: Readonly<Partial<Record<ImportColumn, RegExp>>> = {
  areas: new RegExp(`${WISHES}|${only(AROUND_AREAS)}`),
  advocate: IS_ADVOCATE,
  mode: new RegExp(`${only(AROUND_MODE)}|${TAKES_PART.source}`),
  introduce:
    /^(please )?(introduce( me| you)?|be introduced)$|\b(may we|can we|could we|shall we|should we|would|will|ok|okay|fine|happy|agree|like|want|willing|allow|consent)\b.*\b(introduc(e|ing)( me| you|$)|be(ing)? introduced)\b(?! to (my|your|our|his|her)\b)/,
  with: /\b(sit|sitting|seated)( together)? with\b|^((sit|be|pod|group|team|together) with|friends|buddies|(with )?whom( with)?)$|\b(like|want|wish|prefer)\b.*\bwith\b(?! us\b)|^with whom .*\b(like|want|wish|prefer|sit)\b/,
};

/** Words of a question about what is, was or happens elsewhere, rather than about what somebody wants here. */
const FACTS =
  /^(have|has|had|were|was|did|do you (have|know|work|lead|use))\b|\b(already|ago|past|previous(ly)?|former(ly)?|current(ly)?|last (year|season|time|month|quarter|round)|used to|worked|contributed|helped|went|been|did (you|we|they)|leav(e|ing)|quit|before$|improve\w*|drop|see|discuss\w*|expertise|conflicts?|travel\w*|contact\w*|in person|relocat\w*|residen\w+)\b/;

export const asksClearly = (words: string, column: ImportColumn): boolean => {
  const clear = CLEARLY_MEANS[column];
  const isWish = clear !== undefined || column === "anywhere";
  return !isWish || (!FACTS.test(words) && (clear === undefined || clear.test(words)));
};

/** Such a question asks what people do not want. */
const NEGATED =
  /\b(not|no|never|neither|nor|dont|doesnt|wont|cannot|cant|wouldnt|shouldnt|isnt|arent|avoid|avoided|except|exclude|excluded|excluding|dislikes?|disliked|unwanted|uninterested|least|worst|nicht|keine?n?|ohne|pas|sans|sauf|jamais|nunca|excepto|salvo)\b/;
const NO_NEGATION = new RegExp(
  `\\b((no|not) (more|less|fewer) than|or not|at least|not sure|dont (worry|mind|know)|${UNNAMED})\\b`,
  "g",
);
export const isNegated = (words: string): boolean => NEGATED.test(words.replace(NO_NEGATION, ""));

/** Words of a column about somebody else. */
const ELSE =
  /\b(mentors?|mentees?|buddy|buddys|buddies|friends?|partners?|sponsors?|teammates?|colleagues?|coworkers?|managers?|coach(es|s)?|guides?|reviewers?|referrers?|referrals?|inviters?|nominees?|supervisors?|advis[eo]rs?|neighbou?rs?|someones?|somebodys?|anyones?|anybodys?|elses?|whom?|whose|told|invited|referred|recommended by|introduced|brought)\b/;
export const isAboutSomebodyElse = (words: string): boolean =>
  ELSE.test(words) || MAY_MEAN.with.some((pattern) => pattern.test(words));

/** A question about the account of the person who answers it. Another word may make it somebody else's. */
const OF_ONESELF = new RegExp(
  only(
    `what|whats|is|your|my|own|the|a|please|enter|member|contributor|participant|github|gh|com|on|of|for|or|without|with|no|not|exact|full|required|optional|public|${ACCOUNT}|${OF_ACCOUNT}`,
  ),
);
export const isAboutOneself = (words: string): boolean => OF_ONESELF.test(words);

/** Such questions are answered by yes or no, or by a name. */
const WHETHER = /^(would|are|am|is|do|does|did|can|could|may|might|will|shall|should|has|have)\b/;
const ASKED_WHETHER: ReadonlySet<ImportColumn> = new Set(["advocate", "mode", "anywhere", "introduce", "with"]);
export const canAsk = (words: string, column: ImportColumn): boolean =>
  !WHETHER.test(words) || ASKED_WHETHER.has(column);
