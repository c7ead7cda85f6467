import { suite } from "uvu";
import * as assert from "uvu/assert";
import { privacyPage } from "../../../functions/pods/privacy-page.ts";
import { settings } from "../../support/pages.ts";

const test = suite("privacy page");

test("facts of private repositories are kept as well, and the page says so", () => {
  const page = privacyPage(settings);
  assert.match(page, /private repositories.*shown nowhere/);
  assert.not.match(page, "What you do in the public repositories");
});

test("everything that is shown of people is on the page", () => {
  const page = privacyPage(settings);
  for (const shown of ["GitHub name", "the city of ", "the month ", "weekly digest"]) assert.match(page, shown);
  assert.match(page, "in a pod before: the same without a pod");
  assert.match(page, /Everybody also sees that you are new:.*digest.*agenda/);
  // What `personPage` shows besides.
  for (const told of ["Pod Advocate, and which other areas they want", "for which areas, their places on these lists"])
    assert.match(page, told);
  for (const told of ["which pod has a seat for them", "open to any area", "their first pull request was merged"])
    assert.match(page, told);
  assert.match(page, /For eight weeks they show the latest decisions about .* but never who asked for it/);
  assert.match(page, "Once people are asked about a plan, their pages show the move that it has for them");
  assert.not.match(page, /[Oo]nly[^.]*new to the pod/);
});

test.run();
