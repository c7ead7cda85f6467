import { suite } from "uvu";
import * as assert from "uvu/assert";
import { commandLines } from "#shared/core/github/command-lines.ts";

const test = suite("command lines");

test("a line that begins with /pod is a command, anywhere in the visible text", () => {
  assert.equal(commandLines("/pod join cli"), ["join cli"]);
  assert.equal(commandLines("Thanks!\n/pod leave\nBye"), ["leave"]);
  assert.equal(commandLines("\r\n   /Pod   join \t cli  docs \r\n"), ["join cli docs"]);
  assert.equal(commandLines("/pod"), [""]);
  assert.equal(commandLines("- a list\n\n/pod help"), ["help"]);
  assert.equal(commandLines("> a question\n\n/pod help"), ["help"]);
  assert.equal(commandLines("Use `<details>` here.\n\n/pod help"), ["help"]);
  assert.equal(commandLines("<https://example.org>\n/pod help"), ["help"]);
  assert.equal(commandLines("```\ncode\n```\n/pod help"), ["help"]);
  assert.equal(commandLines("/pod help\na | b\n--- | ---\nc | d\n\n/pod who"), ["help", "who"]);
  assert.equal(commandLines("/pod help\n---\na | b"), ["help"]);
  assert.equal(commandLines("<!-- template -->\n/pod help"), ["help"]);
  assert.equal(commandLines("<details>\nlog\n</details>\n\n/pod help"), ["help"]);
  assert.equal(commandLines("[docs]: https://example.org\n/pod help"), ["help"]);
  assert.equal(commandLines('[docs]: https://example.org "a title" or\n/pod help\n"'), ["help"]);
  assert.equal(commandLines("See [the docs](https://example.org (a title)), and ![a](b).\n/pod help"), ["help"]);
  assert.equal(commandLines("It costs $5.\n/pod help\nNot $6."), ["help"]);
  assert.equal(commandLines("\\`\n/pod help\n\\`"), ["help"]);
  assert.equal(commandLines("a <? b, a <! b, a <!x b\n/pod help"), ["help"]);
});

const HIDDEN: Record<string, string> = {
  "in the middle of a line": "please /pod leave",
  "another word": "/pods leave\n/podleave\n//pod leave",
  "a list item": "- /pod leave",
  "indented code": "    /pod leave\n\t/pod leave",
  "a fence": "```\n/pod leave\n```",
  "a fence of tildes": "~~~ sh\n/pod leave\n~~~",
  "a fence nobody closed": "```\n\n/pod leave",
  "a fence closed by fewer marks": "````\n```\n/pod leave\n````",
  "a fence closed by other marks": "```\n~~~\n/pod leave\n```",
  "a fence in a list": "- ```\n  /pod leave\n  ```",
  "a deeply indented fence in a list": "- a\n    - b\n\n      ```\n/pod leave\n      ```",
  "a fence behind indented code": "    ```\n\n```\n/pod leave\n```",
  "a code span over lines": "`a\n/pod leave\nb`",
  "a quotation": "> /pod leave",
  "a quotation's lazy line": "> as said\n/pod leave",
  "a fence behind a quotation": "> as said\n```\n\n/pod leave\n```",
  "an HTML comment": "<!--\n/pod leave\n-->",
  "an HTML comment with blank lines": "<!--\n\n/pod leave\n\n-->",
  "an HTML comment inside a paragraph": "text <!--\n/pod leave\n-->",
  "a comment that nobody closed": "<!--\n\n/pod leave",
  "an HTML block": "<div>\n/pod leave\n</div>",
  "a folded part": "<details>\n\n/pod leave\n\n</details>",
  "an HTML quotation": "<blockquote>\n\n/pod leave\n\n</blockquote>",
  "preformatted text": "<pre>\n\n/pod leave\n\n</pre>",
  "a row of a table without bars at its ends": "what | how\n--- | ---\n/pod leave | to leave",
  "the head of a table": "/pod leave | /pod join\n:-: | -\na | b",
  "a line that goes on with a table": "| what |\n| --- |\n/pod leave",
  "a tag's attribute": 'text <a title="\n/pod leave\n">x</a>',
  "a tag's attribute with a mark of tags": 'text <a title="1 > 0\n/pod leave\n">x</a>',
  "a processing instruction": "text <?\n/pod leave\n?>",
  "a declaration": "text <!X\n/pod leave\nY>",
  "character data": "text <![CDATA[ > \n/pod leave\n]]>",
  "a formula": "$$\n/pod leave\n$$",
  "a formula in a text": "so $a\n/pod leave\nb$",
  "the title of a definition": '[x]: https://example.org "\n/pod leave\n"',
  "a comment made of a definition": "[//]: # (\n/pod leave\n)",
  "the address of a definition": "[x]:\n/pod",
  "the label of a definition": "[\n/pod leave\n]: https://example.org",
  "a definition in a list": "- [x]: https://example.org '\n/pod leave\n'",
  "a footnote": "[^1]: as said\n/pod leave",
  "the title of a link": "[x](https://example.org/a_(b) '\n/pod leave\n')",
  "the label of a link": "[x][\n/pod leave\n]",
  "the text of an image": "![a [b]\n/pod leave\n](x.png)",
  "a code span behind a backslash that is one": "\\\\`a\n/pod leave\n`",
  "an HTML comment in a list": "- <!--\n\n/pod leave\n\n-->",
  "a folded part in a list": "1. <div>\n/pod leave\n</div>",
  "a quotation in a list": "- > as said\n/pod leave",
  "what stands for a film": "<video>\n\n/pod leave\n\n</video>",
  "a fence that only seems closed in a comment": "`<!--`\n```\n-->\n/pod leave\n```",
  "a fence that only seems open in HTML": "<div>\n```\n\n```\n/pod leave\n```",
  "a fence in a folded part": "<details>\n\n```\n</details>\n/pod leave\n```",
  "a zero-width space before": "\u200b/pod leave",
  "a zero-width space inside": "/pod le\u200bave",
  "a direction override": "/pod \u202eevael",
  "a line separator": "text\u2028/pod leave",
  "a control character": "/pod leave\u0007",
};
for (const [what, text] of Object.entries(HIDDEN)) {
  test(`not a command: ${what}`, () => assert.equal(commandLines(text), []));
}

test("a line of any length is a command: its author hears that it is too long", () => {
  const words = `news ${"x".repeat(300)}`;
  assert.equal(commandLines(`/pod ${words}\n/pod help`), [words, "help"]);
});

test("a line that is repeated counts again", () => {
  assert.equal(commandLines("/pod help\n/pod  help"), ["help", "help"]);
});

test.run();
