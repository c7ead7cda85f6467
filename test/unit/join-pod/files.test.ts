/** Files as people have them: each is read right, or refused with a sentence that names the place. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { PodsError } from "#shared/core/errors.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { csvFile } from "../../../functions/join-pod/csv-rows.ts";
import { fileText } from "../../../functions/join-pod/file-text.ts";
import type { ImportRow } from "../../../functions/join-pod/import-row.ts";
import { ndjsonFile } from "../../../functions/join-pod/object-rows.ts";
import type { RowReader } from "../../../functions/join-pod/row-file.ts";

const settings = parseSettings(`
community: S
organisation: s
areas: { cli: {}, docs: { title: "Docs & website" }, web-ui: { title: UI, was: [frontend] }, cafe: { title: "Café – bar" } }
`);

type Row = Partial<ImportRow> | RegExp;

/** The line at which a row begins, and the row or its fault. */
type At = readonly [line: number, row: Row];

interface Variation {
  readonly file: string | Uint8Array;
  readonly reader?: RowReader;
  readonly rows?: readonly At[];
  readonly refused?: RegExp;
  readonly ignored?: readonly string[];
  /** Words of the remarks on its columns. */
  readonly remarks?: readonly RegExp[];
}

const utf16 = (text: string, order: "le" | "be" = "le"): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
};
const bytes = (...parts: (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.of(part))));

const PLAIN = "login,areas\nada,cli\nbob,docs\n";
const ADA: At = [2, { login: "ada", areas: ["cli"] }];
const BOB: At = [3, { login: "bob", areas: ["docs"] }];
const two = { rows: [ADA, BOB] };
const one = (row: Row): Pick<Variation, "rows"> => ({ rows: [[2, row]] });
const named = (header: string, value: string, row: Row): Variation => ({
  file: `login,"${header}"\nada,"${value}"\n`,
  ...one(row instanceof RegExp ? row : { login: "ada", ...row }),
});
const login = (written: string): Variation => ({ file: `login\n"${written}"\n`, ...one({ login: "ada-l" }) });
const zone = (written: string, read: string): Variation => named("timezone", written, { timezone: read });

const VARIATIONS: Readonly<Record<string, Variation>> = {
  // Encodings
  "UTF-8": { file: PLAIN, ...two },
  "UTF-8 with a mark": { file: `\ufeff${PLAIN}`, ...two },
  "UTF-16 LE with a mark": { file: utf16(`\ufeff${PLAIN}`), ...two },
  "UTF-16 BE with a mark": { file: utf16(`\ufeff${PLAIN}`, "be"), ...two },
  "UTF-16 LE without a mark": { file: utf16(PLAIN), ...two },
  "UTF-16 BE without a mark": { file: utf16(PLAIN, "be"), ...two },
  "UTF-16 that is cut off": { file: utf16(`\ufeff${PLAIN}`).subarray(0, -1), refused: /cut off.*UTF-8/ },
  "Windows-1252": {
    file: bytes("login,areas\nada,Caf", 0xe9, " ", 0x96, " bar\n"),
    ...one({ login: "ada", areas: ["cafe"] }),
  },
  "Windows-1252 in a column that is not used": {
    file: bytes("login,name\nada,Zo", 0xeb, " ", 0x93, "Z", 0x94, "\n"),
    ...one({ login: "ada" }),
    ignored: ["name"],
  },
  "UTF-8 by its mark, and broken": {
    file: bytes("\xef\xbb\xbflogin\nada\nbo", 0xe9, "\n"),
    refused: /Line 3 is not valid UTF-8/,
  },
  "UTF-8 that is cut off in a letter": {
    file: Buffer.from("login,areas\nzoë,cli\nada,Café").subarray(0, -1),
    refused: /cut off in the middle of its last letter/,
  },
  "Windows-1252 that ends in a letter beyond ASCII": {
    file: bytes("login,name\nada,Ren", 0xe9),
    ...one({ login: "ada" }),
    ignored: ["name"],
  },
  "a title in UTF-8": { file: "login,areas\nada,café – BAR\n", ...one({ login: "ada", areas: ["cafe"] }) },
  "a spreadsheet": { file: bytes("PK\x03\x04\x14\x00"), refused: /spreadsheet.*CSV/ },
  "zero bytes": { file: "login\nada\nb\0b\n", refused: /Line 3 holds a zero byte/ },

  // Delimiters
  semicolons: { file: "login;areas\nada;cli\nbob;docs\n", ...two },
  tabs: { file: "login\tareas\nada\tcli\nbob\tdocs\n", ...two },
  pipes: { file: "login|areas\nada|cli\nbob|docs\n", ...two },
  "pipes, and areas between commas": {
    file: "login|areas|ability\nada|cli, docs|newcomer\n",
    ...one({ login: "ada", areas: ["cli", "docs"], ability: "newcomer" }),
  },
  "sep=;": { file: "sep=;\nlogin;areas\nada;cli\n", rows: [[3, ADA[1]]] },
  "sep=, in quotes, with a mark": { file: '\ufeff"sep=,"\r\nlogin,areas\r\nada,cli\r\n', rows: [[3, ADA[1]]] },
  "sep= and a tab": { file: "SEP=\t\nlogin\tareas\nada\tcli\n", rows: [[3, ADA[1]]] },
  "sep=; that is not true": {
    file: "sep=;\nlogin,areas\nada,cli\n",
    refused: /Line 2 must name the columns.*"login,areas"/,
  },
  "commas inside a question between semicolons": {
    file: "GitHub username;What areas, if any, interest you?\nada;cli, docs\n",
    ...one({ login: "ada", areas: ["cli", "docs"] }),
  },
  "one column": {
    file: "login\nada\nbob\n",
    rows: [
      [2, { login: "ada" }],
      [3, { login: "bob" }],
    ],
  },
  "rows with another delimiter": { file: "login,areas\nada;cli\n", ...one(/^login: "ada;cli" is not a GitHub login/) },

  "semicolons, with the login alone known": {
    file: "GitHub username;Bereich\n\nada;CLI\n",
    rows: [[3, { login: "ada" }]],
    ignored: ["Bereich"],
  },
  "tabs, with the login alone known": {
    file: "GitHub handle\tTrack\nada\tCLI\n",
    ...one({ login: "ada" }),
    ignored: ["Track"],
  },
  "commas, and semicolons in a name that is not known": {
    file: "GitHub username,Comment; more; words\nada,hello\n",
    ...one({ login: "ada" }),
    ignored: ["Comment; more; words"],
  },

  // No rows
  "a header again": {
    file: "login,areas\nada,cli\n Login ,AREAS\nbob,docs\n",
    rows: [ADA, [3, /^repeats the header, so it is no row$/], [4, BOB[1]]],
  },
  "a total of the rows": {
    file: "login,areas,hours\nada,cli,\nbob,docs,\n2,,7.5\n\n",
    rows: [
      ADA,
      BOB,
      [4, /^login: "2" seems to be no account but the total of the rows before it; write "@2" if it is/],
    ],
    ignored: ["hours"],
  },
  "a total in words": {
    file: "login,areas\nada,cli\nbob,docs\nGrand total,2\n",
    rows: [ADA, BOB, [4, /^login: "Grand total" seems to be no account but the total/]],
  },
  "numbers of the rows before them that are accounts": {
    file: "login,areas\nada,cli\n1,\n2,docs\n",
    rows: [ADA, [3, { login: "1" }], [4, { login: "2", areas: ["docs"] }]],
  },
  "a number that is an account": {
    file: "login,areas\n2,\nada,cli\n@2,\n",
    rows: [
      [2, { login: "2" }],
      [3, ADA[1]],
      [4, { login: "2" }],
    ],
  },

  // Line ends
  "CR LF": { file: PLAIN.replaceAll("\n", "\r\n"), ...two },
  CR: { file: PLAIN.replaceAll("\n", "\r"), ...two },
  "CR, and LF at the end": { file: "login,areas\rada,cli\rbob,docs\n", ...two },
  "no end of the last line": { file: PLAIN.trim(), ...two },
  "blank lines, and rows of commas": {
    file: "\n\nlogin,areas\n\nada,cli\n,\n \nbob,docs\n\n",
    rows: [
      [5, ADA[1]],
      [8, BOB[1]],
    ],
  },
  "empty rows above the header": {
    file: "sep=;\n;\n; ;\nlogin;areas\nada;cli\n",
    rows: [[5, ADA[1]]],
  },

  // Quotes
  "everything quoted": { file: '"login","areas"\n"ada","cli"\n"bob","docs"\n', ...two },
  "a comma and quotes inside": {
    file: 'login,name,areas\nada,"Lovelace, ""Ada""","cli,docs"\n',
    ...one({ login: "ada", areas: ["cli", "docs"] }),
    ignored: ["name"],
  },
  "blanks before quotes": {
    file: 'login, areas, ability\nada, "cli, docs", newcomer\n',
    ...one({ login: "ada", areas: ["cli", "docs"], ability: "newcomer" }),
  },
  "line breaks inside": {
    file: 'login,"About\nyou",areas\nada,"I said ""hi""\n\nthanks",cli\nbob,-,docs\n',
    rows: [
      [3, ADA[1]],
      [6, BOB[1]],
    ],
    ignored: ["About you"],
  },
  "line breaks inside, CR LF": {
    file: 'login,about,areas\r\nada,"two\r\nlines",cli\r\nbob,-,docs\r\n',
    rows: [
      [2, ADA[1]],
      [4, BOB[1]],
    ],
    ignored: ["about"],
  },
  "areas one a line": { file: 'login,areas\nada,"cli\ndocs"\n', ...one({ login: "ada", areas: ["cli", "docs"] }) },
  "a quote that is never closed": {
    file: 'login,areas\nada,"cli\nbob,docs\ncid,cli\n',
    rows: [[2, /cell 2 has a quote that is not closed/], BOB, [4, { login: "cid", areas: ["cli"] }]],
  },
  "a quote behind blanks that is never closed": {
    file: 'login,areas\nbob,docs\nada, "cli',
    rows: [
      [2, BOB[1]],
      [3, /cell 2 has a quote that is not closed/],
    ],
  },
  "line breaks inside quotes behind blanks": {
    file: 'login,areas,about\nada,cli, "two\nlines, and more, words"\nbob,docs,-\n',
    rows: [
      [2, ADA[1]],
      [4, BOB[1]],
    ],
    ignored: ["about"],
  },
  "a quote that is closed in another row": {
    file: 'login,areas\nada,"cli\nbob,docs\ncid,cli"\ndan,cli\n',
    rows: [
      [2, /^the quotes around cell 2 enclose the lines 2 to 4, so these are one row: areas: There is no area "bob/],
      [5, { login: "dan", areas: ["cli"] }],
    ],
  },
  "logins in a quoted cell": {
    file: 'login,areas\n"k-2\nbob,docs\nk-3",cli\ndan,cli\n',
    rows: [
      [2, /^the quotes around cell 1 enclose the lines 2 to 4, so these are one row: login: "k-2/],
      [5, { login: "dan", areas: ["cli"] }],
    ],
  },
  "rows in a long comment": {
    file: `login,areas,about\nada,cli,"\n${"bob,docs,x\n".repeat(120)}"\ndan,cli,ok\n`,
    rows: [
      [
        2,
        /^the quotes around cell 3 enclose the lines 2 to 123, so these are one row, and no cell may have more than 100/,
      ],
      [124, { login: "dan", areas: ["cli"] }],
    ],
    ignored: ["about"],
  },
  "words in a long comment": {
    file: `login,areas,about\nada,cli,"${"words\n".repeat(5000)}"\ndan,cli,ok\n`,
    rows: [
      [2, /enclose the lines 2 to 5002, so these are one row, and no cell/],
      [5003, { login: "dan", areas: ["cli"] }],
    ],
    ignored: ["about"],
  },
  "a comment of a hundred lines": {
    file: `login,areas,about\nada,cli,"${"bob,docs,x\n".repeat(99)}"\nbob,docs,ok\n`,
    rows: [ADA, [102, BOB[1]]],
    ignored: ["about"],
  },
  "an open quote before a row with quotes": {
    file: 'login,areas\nada,"cli\nbob,docs\ncid,"cli,docs"\n',
    rows: [[2, /cell 2 has a quote/], BOB, [4, { login: "cid", areas: ["cli", "docs"] }]],
  },
  "a quote in the middle": {
    file: 'login,areas\nada,"c"li\nbob,docs\n',
    rows: [[2, /cell 2 has a quote that is not closed, or one in its middle/], BOB],
  },
  inches: { file: 'login,size,areas\nada,6" tall,cli\n', ...one({ login: "ada", areas: ["cli"] }), ignored: ["size"] },
  "line breaks in a column that is not used are no fault": {
    file: 'login,about,areas\nada,"I like\nGo",nowhere\n',
    ...one(/^areas: There is no area "nowhere"/),
    ignored: ["about"],
  },
  "words after a broken quote are nobody": {
    file: 'login,about,areas\nada,"I like "Go"\nthanks\nbob,-,docs\n',
    rows: [
      [2, /cell 2 has a quote/],
      [3, /one cell only/],
      [4, BOB[1]],
    ],
    ignored: ["about"],
  },
  "words after a broken quote and a row that cannot be read are nobody": {
    file: 'login,areas\nada,"c"li\nbob,nowhere\nthanks\n',
    rows: [
      [2, /cell 2 has a quote/],
      [3, /nowhere/],
      [4, /one cell only/],
    ],
  },
  "a header with a broken quote": { file: '"login,areas\nada,cli\n', refused: /Line 1: cell 1 has a quote/ },

  // Headers
  "a form's questions": {
    file: [
      "Timestamp,What's your GitHub handle?,Areas of interest,How experienced are you?,What time zone are you in?,Would you like to be a Pod Advocate?,Are you open to any area?,Who would you like to sit with?,How many hours a week?",
      '2026/11/20 10:00,@ada,"CLI, UI",Experienced,UTC+2,"Yes, gladly",No,"@bob, https://github.com/cid",2',
    ].join("\n"),
    ...one({
      login: "ada",
      areas: ["cli", "web-ui"],
      ability: "experienced",
      timezone: "UTC+2",
      advocate: true,
      anywhere: false,
      with: ["bob", "cid"],
    }),
    ignored: ["Timestamp", "How many hours a week?"],
  },
  "other names": {
    file: "GitHub_Username,Interests,Level,TimeZone,Volunteer,Team\nada,cli,newcomer,UTC,no,The Night Watch\n",
    ...one({
      login: "ada",
      areas: ["cli"],
      ability: "newcomer",
      timezone: "UTC",
      advocate: false,
      pod: "The Night Watch",
    }),
  },
  "names in capitals": { file: "LOGIN , AREAS\nada,cli\n", ...one({ login: "ada", areas: ["cli"] }) },
  "the surer of two names": {
    file: "Username,GitHub username\nada@example.org,ada\n",
    ...one({ login: "ada" }),
    ignored: ["Username"],
  },
  "handles elsewhere": { file: "Slack handle,GitHub\nx y,ada\n", ...one({ login: "ada" }), ignored: ["Slack handle"] },
  "two names for a login": {
    file: "GitHub username,GitHub handle\nada,ada\n",
    refused: /Line 1: The columns "GitHub username" and "GitHub handle" can both mean login/,
  },
  "a name for two columns": {
    file: "login,Which areas and time zone?\nada,cli\n",
    refused: /Line 1: The column "Which areas and time zone\?" can mean areas or timezone/,
  },
  "somebody else's account": {
    file: [
      "GitHub,Mentor's GitHub handle,Who told you about us? (GitHub username),Friend's GitHub username,Areas,Mentor's time zone,Which areas does your mentor know?",
      "ada,cid,dan,eve,cli,Mars,all",
    ].join("\n"),
    ...one({ login: "ada", areas: ["cli"] }),
    ignored: [
      "Mentor's GitHub handle",
      "Who told you about us? (GitHub username)",
      "Friend's GitHub username",
      "Mentor's time zone",
      "Which areas does your mentor know?",
    ],
  },
  "an account of one's own by its shorter name": {
    file: "Username,Who told you about us? (GitHub username)\nada,cid\n",
    ...one({ login: "ada" }),
    ignored: ["Who told you about us? (GitHub username)"],
  },
  "the account of a friend": {
    file: "Handle,Who would you like to sit with? (GitHub username)\nada,cid\n",
    ...one({ login: "ada", with: ["cid"] }),
  },
  "nobody's own account": {
    file: "Name,Buddy's GitHub handle\nAda,cid\n",
    refused: /"login" among them.*It reads "Name", "Buddy's GitHub handle"/,
  },
  "an account that may be somebody else's": {
    file: "GitHub,GitHub-Name deines Paten\nada,cid\n",
    refused: /The columns "GitHub" and "GitHub-Name deines Paten" can both mean login/,
  },
  "an account with other words": {
    file: "Student GitHub ID (without @),Team GitHub link\nada,cid\n",
    ...one({ login: "ada" }),
    ignored: ["Team GitHub link"],
  },
  "what people do not want": {
    file: "login,Areas you do NOT want,Which areas should we not put you in?,I don't want to be an advocate,Who would you rather never sit with?\nada,cli,cli,yes,bob\n",
    ...one({ login: "ada" }),
    ignored: [
      "Areas you do NOT want",
      "Which areas should we not put you in?",
      "I don't want to be an advocate",
      "Who would you rather never sit with?",
    ],
    remarks: [
      /^"Areas you do NOT want" was not used, since its name says no; call it "areas"/,
      /"Which areas should we not put you in\?".*"areas"/,
      /"I don't want to be an advocate".*"advocate"/,
      /"Who would you rather never sit with\?".*"with"/,
    ],
  },
  "what they want, beside it": {
    file: "login,Areas (no more than three),Areas to avoid\nada,cli,docs\n",
    ...one({ login: "ada", areas: ["cli"] }),
    ignored: ["Areas to avoid"],
    remarks: [/"Areas to avoid"/],
  },
  "ranked choices, in any order": {
    file: "login,Third choice,First choice,Your second choice of area\nada,docs,UI,cli\nbob,,docs,none\n",
    rows: [
      [2, { login: "ada", areas: ["web-ui", "cli", "docs"] }],
      [3, { login: "bob", areas: ["docs"] }],
    ],
  },
  "numbered areas": { file: "login,Area 1,Area 2\nada,docs,cli\n", ...one({ login: "ada", areas: ["docs", "cli"] }) },
  "areas, and a second choice": {
    file: "login,2nd choice (optional),Preferred area\nada,docs,cli\n",
    ...one({ login: "ada", areas: ["cli", "docs"] }),
  },
  "two first choices": {
    file: "login,Areas,First choice,Second choice\nada,cli,docs,cli\n",
    refused: /"Areas" and "First choice" can both mean areas/,
  },
  "the first choice of something else": {
    file: "login,First choice of a meeting time\nada,Monday\n",
    ...one({ login: "ada" }),
    ignored: ["First choice of a meeting time"],
  },
  "whether another area suits": {
    file: "login,Areas,Would you also join a pod in another area?\nada,cli,No\n",
    ...one({ login: "ada", areas: ["cli"], anywhere: false }),
  },
  "objects with ranks of areas, and with ticks": {
    reader: ndjsonFile,
    file: '{"login":"ada","cli":2,"docs":1}\n{"login":"bob","cli":false,"docs":true}\n',
    rows: [
      [1, { login: "ada" }],
      [2, BOB[1]],
    ],
    ignored: ["cli", "docs"],
  },
  "columns twice in an object": {
    reader: ndjsonFile,
    file: '{"login":"ada","areas":"cli","Areas":"docs"}\n{"login":"bob","areas":"docs"}\n',
    rows: [
      [1, /"areas" and "Areas" can both mean areas/],
      [2, BOB[1]],
    ],
  },
  "columns twice": { file: "login,areas,Areas\nada,cli,docs\n", refused: /"areas" and "Areas" can both mean areas/ },
  "a question about an account": {
    file: "Do you have a GitHub account?\nYes\n",
    refused: /Line 1 must name the columns/,
  },
  "no login": {
    file: "name,areas\nAda,cli\n",
    refused:
      /Line 1 must name the columns, "login" among them.*It reads "name", "areas": call the one with logins of GitHub "login"/,
  },
  "no header": { file: "ada,cli\nbob,docs\n", refused: /It reads "ada", "cli"/ },
  "an empty file": { file: "", refused: /The file is empty/ },
  "a file of blanks": { file: " \r\n\r\n", refused: /The file is empty/ },
  "a file of empty rows": { file: ",,\n\n,,\n", refused: /The file is empty/ },
  "a header alone": { file: "login,areas\n", rows: [], remarks: [/^the file has a header and no rows$/] },
  "lines that end with other signs": {
    file: "login,areas,Team\u2028ada,cli,x\u2028bob,docs,y",
    rows: [],
    ignored: ["Team ada", "cli", "x bob", "docs", "y"],
    remarks: [/^the file has a header and no rows; its lines may end with signs that are no line breaks/],
  },
  "line breaks in two letters": {
    file: "login,areas\\nada,cli",
    rows: [],
    ignored: ["areas\\nada"],
    remarks: [/"areas\\nada" was not used/, /no rows; its lines may end/],
  },
  "a column without a name": { file: ",login\n0,ada\n", ...one({ login: "ada" }), ignored: ["column 1"] },
  "a last row that may be cut off": {
    file: "login,areas,ability\nada,cli,\nbob,docs",
    rows: [ADA, [3, /ends in this row, before the column ability and without a line break/]],
  },
  "fewer and more cells": {
    file: "login,areas\nada\nbob,docs,,\ncid,cli,docs\n",
    rows: [[2, { login: "ada" }], BOB, [4, /has 3 cells for 2 columns/]],
  },

  "every column, in any order": {
    file: "with,pod,introduce,anywhere,mode,advocate,timezone,ability,areas,login\nbob|@cid,orca,y,yes,pod,no,UTC,maintainer,docs|cli,ada\n",
    ...one({
      login: "ada",
      areas: ["docs", "cli"],
      ability: "maintainer",
      timezone: "UTC",
      advocate: false,
      mode: "pod",
      anywhere: true,
      introduce: true,
      pod: "orca",
      with: ["bob", "cid"],
    }),
  },
  "empty cells": {
    file: "login,areas,ability,timezone,advocate,mode,anywhere,introduce,pod,with\nada, ,,,,,,,,\n",
    ...one({ login: "ada" }),
  },

  // Logins
  "@ada-l": login("@ada-l"),
  "blanks around": login("  ada-l "),
  "https://github.com/ada-l": login("https://github.com/ada-l"),
  "github.com/ada-l/": login("github.com/ada-l/"),
  "HTTP://www.GitHub.com/ada-l?tab=repositories": login("HTTP://www.GitHub.com/ada-l?tab=repositories"),
  "github.com/@ada-l#top": login("github.com/@ada-l#top"),
  "an invisible sign": login("\u200bada-l\u2060"),
  "an invisible sign inside": { file: "login\nada\u200b-l\n", ...one(/^login: ".*" is not a GitHub login/) },
  "an account elsewhere": { file: "login\nhttps://gitlab.com/ada\n", ...one(/^login: ".*" is not a GitHub login/) },
  "a repository": { file: "login\ngithub.com/ada/hull\n", ...one(/^login: ".*" is not a GitHub login/) },
  "a name with a blank": {
    file: "login,areas\nAda Lovelace,cli\nbob,docs\n",
    rows: [[2, /^login: ".*" is not a GitHub login/], BOB],
  },
  "no login in a row": { file: "login,areas\n,cli\nbob,docs\n", rows: [[2, /login: is required/], BOB] },

  // Areas
  "areas between bars": named("areas", "cli|docs", { areas: ["cli", "docs"] }),
  "areas between semicolons, by title": named("areas", "Docs & Website; UI", { areas: ["docs", "web-ui"] }),
  "areas in capitals": named("areas", "CLI,WEB-UI", { areas: ["cli", "web-ui"] }),
  "an area by its former id": named("areas", "cli; Frontend", { areas: ["cli", "web-ui"] }),
  "an area twice": named("areas", "cli|CLI|ui", { areas: ["cli", "web-ui"] }),
  "an unknown area": named(
    "areas",
    "cli; machine learning",
    /areas: There is no area "machine learning"\. The areas are cli, docs/,
  ),
  "four areas": named("areas", "cli,docs,ui,cafe", /^areas: "cli,docs,ui,cafe" names more than 3 areas$/),

  // Time zones
  "UTC+2": zone("UTC+2", "UTC+2"),
  "GMT+2": zone("GMT+2", "UTC+2"),
  "+02:00": zone("+02:00", "UTC+2"),
  "GMT-3:30": zone("GMT-3:30", "UTC-3:30"),
  "America/New York": zone("America/New York", "America/New_York"),
  "a city": named("timezone", "Berlin", /timezone: "Berlin" is not a whole name; write Europe\/Berlin/),
  "letters that mean several zones": named("timezone", "BST", /timezone: "BST" can mean Europe\/London or Asia\/Dhaka/),
  "a zone that is no text": {
    reader: ndjsonFile,
    file: '{"login":"ada","timezone":2}\n',
    rows: [[1, /timezone: is the name of a time zone/]],
  },
  "a zone of nowhere": named("timezone", "Mars", /timezone: "Mars" is not a time zone/),

  // Other values
  "a word for yes": named("advocate", "TRUE", { advocate: true }),
  "a tick": named("advocate", "✓", { advocate: true }),
  "a form's question": {
    file: "Your GitHub username,May we introduce you?,Who introduced you?\nada,Yes!,cid\n",
    ...one({ login: "ada", introduce: true }),
    ignored: ["Who introduced you?"],
  },
  "a word for no": named("anywhere", "No, thanks.", { anywhere: false }),
  "neither yes nor no": named("advocate", "maybe", /^advocate: "maybe" is neither yes nor no; write one of them$/),
  "an unknown ability": named(
    "ability",
    "wizard",
    /^ability: "wizard" is none of newcomer, contributor, experienced, maintainer$/,
  ),
  "a mode in capitals": named("mode", "Offer", { mode: "offer" }),
  "check boxes": {
    file: "login,advocate,anywhere,introduce\nada,checked,✔️,☑\nbob,unchecked,☐,No\n",
    rows: [
      [2, { login: "ada", advocate: true, anywhere: true, introduce: true }],
      [3, { login: "bob", advocate: false, anywhere: false, introduce: false }],
    ],
  },
  "words for nothing": {
    file: [
      "login,areas,ability,timezone,advocate,mode,anywhere,introduce,pod,with",
      ...["nobody", "None", "-", "n/a", "–"].map((word) => ["ada", ...Array(9).fill(word)].join(",")),
      "ada,no,no,no,,no,,,no,no",
    ].join("\n"),
    rows: [2, 3, 4, 5, 6, 7].map((line): At => [line, line < 7 ? { login: "ada", anywhere: false } : { login: "ada" }]),
    remarks: [/^"mode" may tell who takes part/],
  },
  "no login, in words": { file: "login,areas\nn/a,cli\n", ...one(/^login: is required/) },
  "friends with their signs": named("with", "@bob @cid", { with: ["bob", "cid"] }),
  "friends in words": named("with", "bob and cid", { with: ["bob", "cid"] }),
  "a friend, and nobody": named("with", "bob, -", { with: ["bob"] }),
  "a friend by name": named("with", "bob, Ben Miller", /^with: "Ben Miller" is not a GitHub login/),
  "friends to choose from": named("with", "bob or cid", /^with: "bob or cid" is not a GitHub login/),
  "too many friends": named("with", "bob|cid|dan", /^with: "bob\|cid\|dan" names more than 2 people$/),

  // Objects
  "an object a line": {
    reader: ndjsonFile,
    file: '{"login":"ada","areas":["CLI"],"anywhere":true}\r\n\r\n{"github":"@bob","Area":"docs; UI","shoe size":38}\n',
    rows: [
      [1, { login: "ada", areas: ["cli"], anywhere: true }],
      [3, { login: "bob", areas: ["docs", "web-ui"] }],
    ],
    ignored: ["shoe size"],
  },
  "objects in UTF-16": { reader: ndjsonFile, file: utf16('\ufeff{"login":"ada"}\n'), rows: [[1, { login: "ada" }]] },
  "objects with a column that nobody can read": {
    reader: ndjsonFile,
    file: '\n{"login":"ada","areas":["cli"]}\n{"login":"bob","areas not wanted":"cli"}\n{"login":"cid","areas not wanted":"ui"}\n',
    rows: [
      [2, { login: "ada", areas: ["cli"] }],
      [3, { login: "bob" }],
      [4, { login: "cid" }],
    ],
    ignored: ["areas not wanted"],
    remarks: [/^"areas not wanted" was not used/],
  },
  "no objects": {
    reader: ndjsonFile,
    file: 'ada\n["ada"]\n{"login":7}\n{"login":"ada","areas":[5]}\n',
    rows: [
      [1, /is not a valid JSON object/],
      [2, /is not a valid JSON object/],
      [3, /^login: is required, as text/],
      [4, /^areas: is not a list of areas/],
    ],
  },
};

const test = suite("files as they are");

test("are at least sixty variations", () => {
  assert.ok(Object.keys(VARIATIONS).length >= 60);
});

for (const [name, { file, reader = csvFile, rows, refused, ignored = [], remarks = [] }] of Object.entries(
  VARIATIONS,
)) {
  test(name, () => {
    const read = () => {
      const { ignored, remarks, lines } = reader(fileText(Buffer.from(file as Uint8Array)), settings);
      return { ignored, remarks, rows: [...lines()].map(({ line, row }) => [line, row] as const) };
    };
    if (refused) {
      assert.throws(read, (error: unknown) => error instanceof PodsError && refused.test(error.detail));
      return;
    }
    const found = read();
    assert.equal(found.ignored, ignored);
    assert.is(found.remarks.length, remarks.length);
    for (const [at, words] of remarks.entries()) assert.match(found.remarks[at]!.detail, words);
    assert.is(found.rows.length, rows?.length);
    rows?.forEach(([line, row], at) => {
      const [itsLine, itsRow] = found.rows[at]!;
      assert.is(itsLine, line);
      if (row instanceof RegExp) assert.match(String(itsRow), row);
      else assert.equal(itsRow, row);
    });
  });
}

test("a remark on a name names the line of the first object that has it", () => {
  const objects = '{"login":"ada"}\n{"login":"bob","Areas you do not want":"cli"}\n'.repeat(2);
  assert.equal(
    ndjsonFile(objects, settings).remarks.map(({ line }) => line),
    [2],
  );
});

test("the last area of a file may be cut where another one begins like it", () => {
  const areas = parseSettings(
    "community: S\norganisation: s\nareas: { cli: {}, tools: { title: CLI tools }, docs: { title: Documents }, web: { was: [toolshed] } }\n",
  );
  const cutIn = (cell: string) => [...csvFile(`login,areas\nada,${cell}`, areas).lines()].map((line) => line.cutIn);
  assert.equal(cutIn("cli"), ["areas"]);
  for (const whole of ["CLI tools", "docs", "cli|tools|docs"]) assert.equal(cutIn(whole), [undefined], whole);
  assert.equal(cutIn("tools"), ["areas"], "another one was called so");
  assert.equal(cutIn("cli|docs"), ["areas"], "a third area may follow");
  const lists = [...csvFile("login,areas\nada,docs|cli\nbob,docs", areas).lines()].map((line) => line.cutIn);
  assert.equal(lists, [undefined, "areas"], "another may follow where others name several");
});

test.run();
