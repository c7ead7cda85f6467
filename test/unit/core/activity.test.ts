import { suite } from "uvu";
import * as assert from "uvu/assert";
import { repositoryNamed } from "#shared/core/activity.ts";

const test = suite("a repository by its name");

const repository = (id: number, name: string, formerly: readonly string[] = []) => ({
  id,
  name,
  formerly,
  private: false,
  archived: false,
  stars: 0,
  updatedAt: 0,
});

test("is the one that has the name or had it, and not a deleted one of the same name", () => {
  const all = [repository(3, "ships/hull"), repository(7, "ships/keel", ["ships/Rib"]), repository(70, "ships/hull")];
  assert.is(repositoryNamed("Ships/Hull", all)?.id, 70);
  assert.is(repositoryNamed("ships/rib", all)?.id, 7);
  assert.is(repositoryNamed("ships/mast", all), undefined);
});

test.run();
