import { aboutPerson } from "./bodies.ts";
import { personJsonCommand } from "./kinds.ts";

/** All we hold of somebody, in their own words and dates; the pseudonym stays inside. */
export const exportPerson = personJsonCommand({
  word: "export",
  does: "see all that is held of somebody",
  body: () => aboutPerson("export"),
  example: { login: "ada" },
  run: async (_, { store, subject }) => {
    const member = await store.find(subject);
    if (!member) return { outcome: "not-known" };
    const { profile, standing } = member;
    return { outcome: "exported", more: { member: { ...profile, state: standing.state, pod: standing.pod } } };
  },
  outcomes: { exported: { status: 200, detail: "This is all that is held of them." } },
});
