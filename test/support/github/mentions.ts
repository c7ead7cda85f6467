/** Whom a text mentions, as GitHub reads it. */

/** What GitHub does not read: comments of HTML, code in fences and in a line. */
const UNREAD = [
  /<!--[\s\S]*?(?:-->|$)/g,
  /^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))/gm,
  /(`+)[^`][\s\S]*?\1(?!`)/g,
];

const MENTION = /(?<![\w@/`-])@([a-z\d](?:-?[a-z\d]){0,38})(?![\w/-])/gi;

const TEAM = /(?<![\w@/`-])@([a-z\d-]+\/[\w.-]*\w)/gi;

const found = (text: string, sought: RegExp): string[] => {
  const read = UNREAD.reduce((rest, unread) => rest.replaceAll(unread, " "), text);
  return [...new Set([...read.matchAll(sought)].map(([, name = ""]) => name.toLowerCase()))];
};

/** The logins in lower case, each once. */
export const mentionsIn = (text: string): string[] => found(text, MENTION);

/** `organisation/team` in lower case, each once. */
export const teamsIn = (text: string): string[] => found(text, TEAM);
