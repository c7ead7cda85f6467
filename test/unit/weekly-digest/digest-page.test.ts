import { suite } from "uvu";
import * as assert from "uvu/assert";
import { archivePage } from "../../../functions/weekly-digest/digest-page.ts";
import { settings } from "../../support/pages.ts";

const test = suite("archive page");

test("the archive has breadcrumbs above its heading", () => {
  assert.match(
    archivePage({ settings, weeks: [] }),
    /<p class="crumbs"><a href="[^"]*pods\/">All pods<\/a> \/ All weeks<\/p>/,
  );
});

test.run();
