import { aboutPerson } from "./bodies.ts";
import { personJsonCommand } from "./kinds.ts";

/** Everything we store about a person, except their pseudonym. */
export const exportPerson = personJsonCommand({
  word: "export",
  does: "see everything that is stored about a person",
  body: () => aboutPerson("export"),
  example: { login: "ada" },
  run: async (_, { store, subject }) => {
    const member = await store.find(subject);
    if (!member) return { outcome: "not-known" };
    const { profile, standing } = member;
    const companions = [...(await store.profiles(profile.with ?? [])).values()];
    const exported = {
      ...profile,
      ...(profile.with && { with: companions.map(({ login }) => login) }),
      state: standing.state,
      pod: standing.pod,
    };
    return { outcome: "exported", more: { member: exported } };
  },
  outcomes: { exported: { status: 200, detail: "This is everything that is stored about them." } },
});
