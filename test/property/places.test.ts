import { suite } from "uvu";
import * as assert from "uvu/assert";
import { join } from "#shared/commands/join.ts";
import { commandLines } from "#shared/core/github/command-lines.ts";
import { isNameFree, type NamedPod, podInCommand } from "#shared/core/places.ts";
import { defaultName, slugOf } from "#shared/core/pod-names.ts";
import type { Area } from "#shared/core/settings.ts";
import fc from "../support/fast-check.ts";

const test = suite("the names of pods in commands");

const AREA: Area = { was: [], repositories: [], labels: [], paths: [], keywords: [] };

/** Words that collide: areas, slugs, options, markup, invisible characters. */
const word = fc.oneof(
  fc.constantFrom(
    "docs",
    "CLI",
    "The",
    "and",
    "pod",
    "&",
    "Night",
    "Watch",
    "narwhal",
    "Orca",
    "2",
    "advocate",
    "tz=UTC",
    "pod=orca",
  ),
  fc.constantFrom(
    "C#",
    "C++",
    "<details>",
    "`x`",
    "@ada",
    "|-|",
    "<!--",
    "--",
    "R&D",
    "Yarr!",
    "Docs.",
    "...",
    "👩‍👩‍👧",
    "می‌خواهم",
    "=1+1",
    "ﷺ",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }),
);
const name = fc
  .array(word, { minLength: 1, maxLength: 4 })
  .map((words) => words.join(" ").replace(/\s+/gu, " ").trim().slice(0, 40).trim())
  .filter((text) => text !== "");
const id = fc.constantFrom("docs", "cli", "orca", "watch", "narwhal-2", "night");

test("the command that is shown for a pod leads to it, for every name a pod can bear", () => {
  void fc.assert(
    fc.property(
      fc.uniqueArray(id, { minLength: 1 }),
      fc.array(name),
      fc.array(fc.tuple(fc.nat(9), name)),
      (ids, titles, renames) => {
        const areas = Object.fromEntries(
          ids.map((one, i) => [one, { ...AREA, ...(titles[i] && { title: titles[i] }) }]),
        );
        const settings = { areas };
        const pods: NamedPod[] = Array.from({ length: 10 }, (_, i) => ({
          slug: slugOf(i + 1),
          name: defaultName(i + 1),
        }));
        for (const [index, wanted] of renames) {
          const { slug } = pods[index]!;
          const others = pods.filter((pod) => pod.slug !== slug);
          if (isNameFree(wanted, slug, settings, others)) pods[index] = { slug, name: wanted };
        }
        for (const pod of pods) {
          const line = `/pod join ${podInCommand(pod, settings)} tz=Europe/Berlin ability=newcomer`;
          const [said = ""] = commandLines(line);
          const [, ...parts] = said.split(" ");
          assert.equal(
            join.comment?.read({ parts, settings, at: 0, pods }),
            { pod: pod.slug, timezone: "Europe/Berlin", ability: "newcomer" },
            `${line} for ${pod.name}`,
          );
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("names are refused that are read as something else", () => {
  const settings = { areas: { docs: { ...AREA, title: "The Manual" }, cli: AREA } };
  const others = [{ slug: "orca", name: "The Night Watch" }];
  const free = (wanted: string) => isNameFree(wanted, "narwhal", settings, others);
  for (const taken of [
    "docs",
    "the manual",
    "DOCS cli",
    "Orca",
    "Narwhal 2",
    "the  night-watch",
    "advocate",
    "Docs!",
    "The Pod",
    "docs & CLI",
    "…\u200b",
    "--",
  ])
    assert.not(free(taken), taken);
  for (const wanted of ["Narwhal", "Docs Team", "Night Watch", "Devil's Advocate"]) assert.ok(free(wanted), wanted);
});

test.run();
