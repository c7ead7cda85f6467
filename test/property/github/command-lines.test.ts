import { suite } from "uvu";
import { commandLines } from "#shared/core/github/command-lines.ts";
import { visibleLines } from "#shared/core/github/visible-markdown.ts";
import fc from "../../support/fast-check.ts";

const test = suite("the command lines of any text");

test("any text is read, and a hostile one takes no longer", () => {
  const piece = fc.constantFrom(
    "```",
    "~~~",
    "`",
    "<!--",
    "-->",
    "<pre>",
    "</pre>",
    "<details>",
    "> ",
    "- ",
    "    ",
    "\n",
    "/pod leave",
    "\\",
    "x",
    "[x]: ",
    "](a ",
    "![",
    '"',
    "$",
    "<?",
    "<a ",
  );
  void fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => Array.isArray(commandLines(pieces.join("")))),
  );
  for (const unit of ["<!--", "`", "``x`", "|-", " -|", "<a ", "- ", "> ", "```\n", "<pre>", "\\`", "<!--\n\n"]) {
    commandLines(unit.repeat(65_536 / unit.length));
  }
  commandLines(Array.from({ length: 360 }, (_, i) => "`".repeat(i + 1)).join(" "));
});

test("the work grows with the length of a text, not with its square", () => {
  // Six times the longest comment: with quadratic work these would take minutes.
  const links = [
    "[",
    "![",
    "![[a]",
    "](",
    "](a '",
    "](a(b)",
    "][",
    "[a]: ",
    "[a]: b '\n",
    "[a]: b (\n",
    "[\\",
    "[^a]: ",
    "-    \n",
    "- [a\n",
  ];
  const html = ["a <!--", "a <!--\n", "<a", "<a b='", "<a '\"", "<? ", "<!a ", "<![CDATA["];
  for (const unit of ["`a`\n", "x `\na`", "$a ", "$$ $", ...links, ...html]) {
    visibleLines(`/pod leave\n\n${unit.repeat(400_000 / unit.length)}`);
  }
});

test.run();
