/** Who wants no seat, or takes no part now, by a column that asks for it and by one that does not. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { csvFile } from "../../../functions/join-pod/csv-rows.ts";

const settings = parseSettings("community: S\norganisation: s\nconsent: assign\nareas: { hull: {}, sail: {} }\n");

const test = suite("who wants no seat");

const closed = (name: string, cell: string): boolean =>
  [...csvFile(`login,areas,mode,${name}\nada,hull,pod,"${cell}"\n`, settings).lines()][0]!.isClosed;

const HERE = ["Active", "Available?", "Still interested?", "Status", "Member status", "Availability"];
const AWAY = [
  "paused",
  "On leave until May",
  "not now",
  "No, next year",
  "no longer active",
  "Retired",
  "Maybe later",
  "Disagree",
];
const NOT_AWAY = ["Yes", "active", "", "-", "since 2020", "weekends", "5-10 h/week", "Confirmed", "member"];
for (const name of HERE) {
  for (const cell of AWAY) test(`"${cell}" to "${name}" says so`, () => assert.is(closed(name, cell), true));
  for (const cell of NOT_AWAY) test(`"${cell}" to "${name}" does not`, () => assert.is(closed(name, cell), false));
}

for (const name of ["Opt out", "On leave", "Archived", "Leave me out"]) {
  for (const cell of ["Yes", "x", "until May", "parental", "2026-03-01"])
    test(`"${cell}" to "${name}" says so`, () => assert.is(closed(name, cell), true));
  for (const cell of ["No", "none", "", "n/a", "0", "not yet", "never"])
    test(`"${cell}" to "${name}" does not`, () => assert.is(closed(name, cell), false));
}

for (const name of ["Track", "Comments"]) {
  for (const cell of ["paused", "Inactive since May", "on a break", "Opted out.", "I'm on sabbatical until June"])
    test(`"${cell}" says so below "${name}", too`, () => assert.is(closed(name, cell), true));
  for (const cell of [
    "Retired",
    "maybe",
    "No",
    "left",
    "Archived repositories are my hobby",
    "on leave of absence law",
  ])
    test(`"${cell}" says nothing below "${name}"`, () => assert.is(closed(name, cell), false));
}

for (const name of ["Newsletter", "Employment status", "CLA status", "2FA"])
  test(`"paused" below "${name}" is another matter`, () => assert.is(closed(name, "paused"), false));

for (const cell of ["No", "none", "n/a"]) {
  for (const name of ["Active", "Still interested?", "Availability"])
    test(`"${cell}" to "${name}" says so`, () => assert.is(closed(name, cell), true));
  test(`a status of "${cell}" says nothing`, () => assert.is(closed("Member status", cell), false));
}

/** Names with a word of taking part, and which answers invite. */
for (const [name, invites, seats] of [
  ["Join?", ["No", "perhaps", "n/a"], ["Yes", "x", "", "-"]],
  ["RSVP", ["not coming", "Declined"], ["going", "yes!"]],
  ["Placed in a pod?", ["Never"], ["TRUE"]],
  ["Banned", ["Yes", "2025", "for spam"], ["No", "none", ""]],
  ["Prefers to work alone", ["Yes", "mostly"], ["No", "never"]],
  ["Do not contact", ["x"], ["No", ""]],
  ["Not at this time", ["Yes"], ["No"]],
  ["Not paused", ["Yes", "No"], [""]],
] as const) {
  for (const cell of invites) test(`"${cell}" to "${name}" invites`, () => assert.is(closed(name, cell), true));
  for (const cell of seats) test(`"${cell}" to "${name}" does not`, () => assert.is(closed(name, cell), false));
}

for (const name of [
  "Why do you want to join?",
  "May we place you in another pod later?",
  "Area you want to leave",
  "Member ID",
])
  test(`"${name}" does not ask whether somebody takes part`, () => assert.is(closed(name, "No"), false));

test("a status and an availability are listed as not used, as only this is read there", () => {
  const { ignored } = csvFile("login,Status,Availability,Active\nada,,,\n", settings);
  assert.equal(ignored, ["Status", "Availability"]);
});

test.run();
