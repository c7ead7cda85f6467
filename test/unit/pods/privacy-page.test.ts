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
  assert.match(page, /Everybody also sees that you are new:.*your page.*digest.*agenda/);
  assert.not.match(page, /[Oo]nly[^.]*new to the pod/);
});

test.run();
