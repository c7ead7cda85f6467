import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Commit, coAuthorsOf, trailersIn } from "#shared/core/github/trailers.ts";

const test = suite("co-authors in commits");

const ada = { id: 1, login: "ada", type: "User" };
const bob = { id: 2, login: "Bob", type: "User" };
const commit = (message: string, change: Partial<Commit> = {}): Commit => ({
  message,
  email: "ada@example.org",
  account: ada,
  ...change,
});
const by = (...addresses: string[]) => `Mend\n\n${addresses.map((one) => `Co-authored-by: X <${one}>`).join("\n")}`;

test("trailers are read in any case and with any line ends, each address once", () => {
  const message = [
    "Mend the hull (#5)",
    "",
    "* first",
    "Co-authored-by: Bob <Bob@example.org>",
    "",
    "co-authored-by:Bob<bob@example.org>  ",
    "CO-AUTHORED-BY: Çid Ö. <cid@example.org>",
  ].join("\r\n");
  assert.equal(trailersIn(message), ["bob@example.org", "cid@example.org"]);
});

test("a subject, a quote, a line without a whole address are none", () => {
  for (const text of [
    "Co-authored-by: Bob <bob@example.org>",
    "Mend\n\n> Co-authored-by: Bob <bob@example.org>",
    "Mend\n\n  Co-authored-by: Bob <bob@example.org>",
    "Mend\n\nCo-authored-by: Bob <bob@example.org> and others",
    "Mend\n\nCo-authored-by: Bob bob@example.org>",
    "Mend\n\nCo-authored-by: Bob <bob>",
    "Mend\n\nCo-authored-by: Bob <bob@x y>",
    `Mend\n\nCo-authored-by: Bob <${"b".repeat(300)}@example.org>`,
    "Mend\n\nReviewed-by: Bob <bob@example.org>",
  ])
    assert.equal(trailersIn(text), [], text);
});

const behind = (commits: readonly Commit[], github = "https://github.com") => coAuthorsOf(commits, { github });

test("GitHub's own addresses give the account; others do if a commit connects them with one", () => {
  assert.equal(behind([commit(by("7+cid@users.noreply.github.com"))]), [{ id: 7 }]);
  assert.equal(behind([commit(by("cid@users.noreply.github.com"))]), [{ login: "cid" }]);
  assert.equal(behind([commit(by("bob@example.org"))]), []);
  const elsewhere = commit(by("7+cid@users.noreply.github.example.org"));
  assert.equal(behind([elsewhere]), []);
  assert.equal(behind([elsewhere], "https://github.example.org"), [{ id: 7 }]);
  const bobs = commit("Paint", { email: "Bob@example.org", account: bob });
  assert.equal(behind([commit(by("bob@example.org")), bobs]), [bob]);
  assert.equal(behind([commit(by("2+someone@users.noreply.github.com")), bobs]), [bob]);
  assert.equal(behind([commit(by("BOB@users.noreply.github.com")), bobs]), [bob]);
});

test("nobody is guessed: no address of a commit without an account, no robot, no name", () => {
  const unknown = commit("Paint", { email: "eve@example.org", account: null });
  assert.equal(behind([commit(by("eve@example.org")), unknown]), []);
  assert.equal(behind([commit(by("4+dependabot[bot]@users.noreply.github.com"))]), []);
  assert.equal(behind([commit("Mend\n\nCo-authored-by: @bob <>"), commit("", { account: bob })]), []);
});

test("whoever made the commit is no co-author of it; everybody else is one once", () => {
  assert.equal(behind([commit(by("ada@example.org", "1+ada@users.noreply.github.com"))]), []);
  const own = "7+Cid@users.noreply.github.com";
  assert.equal(behind([commit(by(own), { email: own, account: null })]), [], "an account is not needed for that");
  const all = [by("7+cid@users.noreply.github.com"), by("7+cid2@users.noreply.github.com")].map((one) => commit(one));
  assert.equal(behind(all), [{ id: 7 }]);
});

test("a hostile message takes no longer", () => {
  for (const unit of ["<", " ", "<@", "co-authored-by:", "Co-authored-by: <\n", "<a@b"])
    trailersIn(`x\nCo-authored-by: ${unit.repeat(400_000 / unit.length)}`);
});

test.run();
