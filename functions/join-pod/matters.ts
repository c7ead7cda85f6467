/** What a column that is not used is about, by its whole name: any other word in it may say who wants no other area. */

/**
 * Plain: who and where somebody is, and what programs put into their files; nothing about areas.
 * Remarks: whatever somebody wants to say. Else nobody knows.
 */
export type Matter = "plain" | "remarks" | "unknown";

const SITES =
  "github|gh|gitlab|slack|discord|twitter|x|mastodon|bluesky|linkedin|telegram|matrix|irc|zoom|skype|facebook|instagram|google";
const KEYS =
  "user|member|person|contributor|participant|node|gravatar|network|response|respondent|submission|record|collector|external|session|event|form|entry|employee|student|contact|account|database|saml|scim";
const STEPS =
  "start|end|stage|submit|submitted|submission|completion|completed|response|created|creation|updated|update|modified|last|recorded|entry|sign ?up|registration|registered|join|joined";

const PLAIN = [
  // Names and contact
  "((first|last|middle|full|given|family|preferred|display|real|legal|public) )*name|(first|last|full|sur|nick)name|nick|initials|pronouns?|gender|salutation",
  `(e ?mail|phone|telephone|mobile|contact)( (address|number|details|email|info))?|(username|handle)|(${SITES})( com)?( (username|user|name|handle|account|id|profile|link|nick))?`,
  "([\\p{L}\\p{N}]+ )*urls?|links?|website|web site|homepage|blog|bio|portfolio|(news|mailing) ?(letter|list)",
  // Place
  "city|town|country|province|region|continent|nationality|residence|locations?|address|street|(zip|postal|post) ?code|zip|latitude|longitude",
  // Work and study
  "company|employ(er|ment)|organi[sz]ation|org|affiliation|institution|university|college|school|(job )?title|job|occupation|profession|industry|works? (for|at)|(employment|job|student|cla|dco) status|cla|dco",
  // Of a person
  "age( (group|range))?|birthday|date of birth|(t ?)?shirt( size)?|size|shoe size|(any )?(diet|dietary( (requirements?|restrictions?|needs|preferences?))?|allerg(y|ies)|accessibility( (needs|requirements?))?)|(spoken )?languages?( spoken)?|(how many )?hours( (a|per|each) week)?",
  "(i )?((have read and )?(accept|agree to) )?(the |our )?(code of conduct|privacy policy|terms( and conditions| of service)?)( accepted)?",
  // Of forms
  `ids?|identifier|(user )?uuid|index|row|((${KEYS}) )+(id|number|key)|ip( address)?|ipaddress`,
  `timestamp|date|((${STEPS}) )+(date|time|timestamp|at|on|modified)|(date|time) (created|modified|submitted|updated|joined)|created|updated|modified|submitted|(created|modified|last modified) by|member since|duration( in seconds)?`,
  "(response |account |user )?type|(total |quiz )?(score|points)|progress|finished|ending|user ?(language|agent)|distribution channel|browser|device|platform|referrer|utm \\w+",
  // Of GitHub
  "site admin|hireable|(twitter )?username|((public|private|total|owned) )*(repos|repositories|gists)|followers|following|contributions|commits|user view type|(org )?role( name)?|permissions?|2fa( enabled)?|tfa enabled|two factor (authentication|enabled)|is public|visibility|last (active|activity|seen|login|commit)",
].join("|");

const ANY =
  "comments?|notes?|remarks?|questions?|(quiz )?feedback|message|tags?|(any|some)thing( else| to add)*|about( (you|me|yourself))?";
const FOR_US =
  "for us|to (add|say|share)|(that )?you (want|would like)( (to (add|say|share|tell us)|us to know))?|(that )?we should know|to (tell|let) us( know)?";

const wholly = (names: string): RegExp =>
  new RegExp(`^((what (is|are)|whats) )?((your|my|the) )?(${names})( (optional|required|utc))?$`, "u");
const IS_PLAIN = wholly(PLAIN);
const IS_REMARKS = wholly(
  `((do you have|have you|is there|are there) )?((any|other|additional|further|general|more) )*(${ANY})(( or| and)? ((any|other) )*(${ANY}))*( (${FOR_US}))?`,
);

/** `words` of a name without letters, such as "#", are none. */
export function matterOf(name: string, words: string): Matter {
  if (words === "") return name.trim() === "" ? "remarks" : "plain";
  if (IS_PLAIN.test(words)) return "plain";
  return IS_REMARKS.test(words) ? "remarks" : "unknown";
}
