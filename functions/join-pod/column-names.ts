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
    .normalize("NFKC")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .replace(/['’‘`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\b(git|time|user) (?=(hub|zone|name)\b)/g, "$1");

/** All words are among these. */
const only = (words: string): string => `^((${words})( |$))+$`;

const ACCOUNT = "(login|username|user|handle|name|nick|nickname|account|profile|id|url|link|address)";
const UNIT = "(pods?|teams?|groups?|squads?)";
const OTHER = "(any|any other|another|other|a different|different)";
/** A seat in an area that somebody did not name, */
const UNNAMED =
  "areas? (that |which )?(you|i|they) (did not|didnt|have not|havent|do not|dont) (name|named|list|listed|choose|chosen|pick|picked|mention|mentioned)";
const ELSEWHERE = `(anywhere|elsewhere|${OTHER} areas?|(in|into|to|with|for|join) ${OTHER} ${UNIT}|^${OTHER} ${UNIT}|${UNNAMED})`;
/** and the words of a question whether they agree to one. "Any other areas?" may ask for wishes. */
const AGREES =
  "(may|placed?|seat(ed)?|put|assign(ed)?|join|moved?|ok|okay|fine|mind|happy|willing|open|possible|acceptable|consider|accept|agree|suits?|flexible)";
/** What else people may agree to. */
const OTHERWISE =
  "(travel\\w*|meet|contact\\w*|in person|remote\\w*|relocat\\w*|switch|review\\w*|mentor\\w*|teach|lead\\w*|present|speak\\w*|shared?|profile|e ?mails?|news\\w*|hear)";
const ANY_AREA = `(?:(any (area|pod|team|group)|anywhere|open to any\\w*)$|(?!which|what|who|how|why|when)(?!.*\\b${OTHERWISE}\\b)(?=.*\\b${AGREES}\\b).*\\b${ELSEWHERE}\\b)`;

/** Words of wishes, and those that stand with "areas" in a name without any other. */
const WISHES = `\\b(want|wanted|wish|wishes|like|love|prefer|preferred|preferences?|favou?rite|interest|interests|interested|choose|choices?|pick|select|suits?|keen|(to|can|could|would|will) ((you|i) )?(work|help|contribute|join)|(put|place|seat|assign) (you|me))\\b`;
const AROUND_AREAS =
  "areas?|interests?|topics?|sigs?|a|an|the|your|my|s|of|for|in|to|on|which|what|name|list|enter|please|pods?|project|programme|program|most|up|at|least|or|and|one|two|three|[123]|max|maximum|min|no|more|than|first|second|third|order|by|rank|ranked|priority|if|any|other|optional|required|ids?|titles?|timezones?|focus|subject|target|desired|chosen|selected|selection|tick|check|all|that|apply";
const AROUND_ADVOCATE =
  "advocates?|volunteer|volunteering|pods?|a|an|the|your|my|our|its|for|as|of|to|in|be|become|being|act|acting|serve|serving|would|you|like|want|i|am|can|could|will|may|are|is|do|happy|willing|interested|ready|able|open|please|role|team|group|s|one|yes|no|or|optional";
const AROUND_MODE =
  "independent|independently|independence|alone|collaboratively|together|with|others|pods?|team|group|or|and|not|in|a|an|the|mode|work|working|contribute|contributing|contributor|do|would|you|i|like|want|prefer|wish|rather|to|on|your|my|own|as|be|join|seat|optional";

/** What a name may mean, after the column's own name: the surer patterns first. */
export const MAY_MEAN: Readonly<Record<ImportColumn, readonly RegExp[]>> = {
  login: [
    new RegExp(
      `^(?!how|why|when)(?=.*\\b(github|gh)\\b)(?!.*\\b(issue|repo|repository|project|pr|pull|commit|star|contribution|org|organi[sz]ation|team)s?\\b).*\\b${ACCOUNT}\\b|^(what is |whats )?(your |my )?github$`,
    ),
    /^(your |my |member |contributor )?(login|username|user|handle)$/,
  ],
  areas: [
    new RegExp(`^(?!${ANY_AREA})(?!how|why|when|who)(.*\\bareas?\\b|(?=.*\\binterests?\\b)${only(AROUND_AREAS)})`),
    /^(topics?|sigs?|(what|which)( topics| sigs)? (are you interested in|interests? you( most)?|(would you like|do you want) to work on))$/,
  ],
  ability: [
    /^(abilities|seniority|level|experience)$|^(?!.*\b(pods?|teams?|groups?|want\w*|wish\w*|prefer\w*|like|desired|ideal|needed|required|others?)\b)(.*\b((experience|skill|ability) level|level of (experience|skill))\b|how experienced\b)/,
  ],
  timezone: [/\btimezone\b|^(tz|zone|(utc|gmt) offset)$/],
  advocate: [/^(?!how|why|when|what|which|who)(?!.*\b(hours|elsewhere)\b).*\b(advocate|volunteer(ing)?)\b/],
  mode: [/^(?!how|why|when|who).*\bindependent(ly)?\b/],
  anywhere: [new RegExp(`^${ANY_AREA}`)],
  introduce: [/^(?!how|why|when|what|which|who).*\bintroduc(ed?|ing)\b/],
  pod: [/^(your |my |current |existing |which |what )*(pod|team|group|squad)( name| are you in| do you belong to)?$/],
  with: [
    /\b(sit|seated|together|be|pod|group|team) with\b|^(with )?whom? .*\bwith\b|^(friends|buddies|with whom)$|^with whom\b/,
  ],
};

/** What a name clearly means, where it may also ask for something else than what people want. */
const CLEARLY_MEANS: Readonly<Partial<Record<ImportColumn, RegExp>>> = {
  areas: new RegExp(`${WISHES}|${only(AROUND_AREAS)}`),
  advocate: new RegExp(
    `${only(AROUND_ADVOCATE)}|\\b(be|become|being|(act|serve|volunteer|volunteering) (as|to be)) ((a|an|the|your|our|my|its) )?(pods? )?(s )?advocate\\b`,
  ),
  mode: new RegExp(only(AROUND_MODE)),
  introduce:
    /^(please )?(introduce( me| you)?|be introduced)$|\b(may|can|could|shall|should|would|will|ok|okay|fine|happy|agree|like|want|willing|allow|consent)\b.*\b(introduc(e|ing)( me| you|$)|be(ing)? introduced)\b/,
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
    `what|whats|is|your|my|own|the|a|please|enter|member|contributor|participant|github|gh|com|on|of|for|or|without|with|no|not|exact|full|required|optional|public|${ACCOUNT}`,
  ),
);
export const isAboutOneself = (words: string): boolean => OF_ONESELF.test(words);

/** Words by which an answer of yes or no may be about areas that somebody did not name, */
const OF_AREAS = new RegExp(
  `\\b(areas?|anywhere|elsewhere|bereiche?|domaines?|áreas?|${OTHER} ${UNIT}|only .*${UNIT}|(put|place|placed|assign|assigned|seat|seated|choose|decide) .*${UNIT})\\b`,
);
/** unless they are about where somebody lives. */
const OF_HOME =
  /\b(live|living|based|located|reside\w*|residen\w+)\b|\b(bay|metro\w*|local|rural|urban) area\b|\barea code\b/;
/** Words that may speak of areas without naming them, */
const OF_PLACING = /\b(anything|flexib\w*|placed?|placements?)\b/;
/** unless another word says what they are about: when and how somebody works, a job, a prize, or what else there is to say. */
const OF_ANOTHER_MATTER =
  /\b(hours?|times?|timing|timezones?|schedul\w*|shifts?|days?|dates?|week\w*|evenings?|mornings?|meetings?|calls?|availab\w*|deadlines?|remote\w*|hybrid|office|workplace|travel\w*|relocat\w*|locations?|languages?|jobs?|employ\w*|intern\w*|university|college|school|students?|courses?|exams?|tests?|ads?|product|hackathons?|contests?|competitions?|races?|prizes?|awards?|winners?|orders?|budgets?|pay\w*|salary|rates?|else|know|add|share|mention|ask|tell|say|comments?|questions?|diet\w*|allerg\w*|accessib\w*|shirts?)\b/;

export const speaksOfAreas = (words: string): boolean =>
  (OF_AREAS.test(words) && !OF_HOME.test(words)) || (OF_PLACING.test(words) && !OF_ANOTHER_MATTER.test(words));

/** Such questions are answered by yes or no, or by a name. */
const WHETHER = /^(would|are|am|is|do|does|did|can|could|may|might|will|shall|should|has|have)\b/;
const ASKED_WHETHER: ReadonlySet<ImportColumn> = new Set(["advocate", "mode", "anywhere", "introduce", "with"]);
export const canAsk = (words: string, column: ImportColumn): boolean =>
  !WHETHER.test(words) || ASKED_WHETHER.has(column);
