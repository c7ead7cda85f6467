import { suite } from "uvu";
import * as assert from "uvu/assert";
import { areaNamed, areasNamed } from "#shared/core/areas-named.ts";
import { PodsError } from "#shared/core/errors.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("the areas that a request names");
const settings = parseSettings(
  'community: S\norganisation: s\nareas: { cli: {}, docs: { title: "Docs, website", was: [handbook] } }\n',
);

const fault = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    assert.instance(error, PodsError);
    return (error as PodsError).errors;
  }
};

test("are read by id, title and former id, in any case, each once", () => {
  assert.equal(areasNamed(settings, ["Docs, website", "CLI"]), ["docs", "cli"]);
  assert.equal(areasNamed(settings, ["docs", "Handbook", "the DOCS"]), ["docs"]);
  assert.equal(areasNamed(settings, []), []);
});

test("are one a text; anything else is a fault with its place, and lists the areas", () => {
  const detail = (text: string) => `There is no area "${text}". The areas are cli, docs.`;
  for (const text of ["", "ocean", "cli|docs", "__proto__"])
    assert.equal(
      fault(() => areasNamed(settings, ["cli", text])),
      [{ pointer: "/areas/1", detail: detail(text) }],
    );
  assert.equal(
    fault(() => areaNamed(settings, "ocean")),
    [{ pointer: "/area", detail: detail("ocean") }],
  );
});

test.run();
