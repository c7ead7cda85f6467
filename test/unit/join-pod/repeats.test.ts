import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { csvFile } from "../../../functions/join-pod/csv-rows.ts";
import { ndjsonFile } from "../../../functions/join-pod/object-rows.ts";
import { repeatsIn } from "../../../functions/join-pod/repeats.ts";
import type { RowReader } from "../../../functions/join-pod/row-file.ts";

const test = suite("rows of a file that name the same person");
const settings = parseSettings("community: S\norganisation: s\nareas: { cli: {} }\n");
const repeats = (text: string, reader: RowReader = csvFile) => repeatsIn(reader(text, settings).lines);

test("are known in any form of the login; the last one counts", () => {
  const file = "login,areas\nada,cli\nbob,cli\n@ADA,cli\nhttps://github.com/Ada/,cli\n";
  assert.equal(repeats(file), [
    [2, 5],
    [4, 5],
  ]);
  assert.equal(repeats('{"login":"ada"}\n\n{"login":"@Ada"}\n', ndjsonFile), [[1, 3]]);
});

test("count only where they can be used", () => {
  assert.equal(repeats("login,areas\nada,cli\nada,ocean\n"), []);
  assert.equal(repeats("login,areas\nada,ocean\nada,cli\nada,cli\n"), [[3, 4]]);
  assert.equal(repeats("login,areas\n,cli\n,cli\n"), []);
  assert.equal(repeats('{"login":7}\n{"login":7}\nada\nada\n', ndjsonFile), []);
});

test.run();
