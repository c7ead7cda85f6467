/** The repositories and the settings of the month. */
import { parseSettings } from "#shared/openfaas/settings-file.ts";
import { repository } from "../github/deliver-as-github.ts";

export const AREAS = ["hull", "sail", "docs", "charts"] as const;
export type Area = (typeof AREAS)[number];

export const SHIPS = parseSettings(`
community: Ships
organisation: ships
publicUrl: https://pods.test
consent: assign
maintainers: [captain]
bots: [ships-release]
mergedBy: { titlePrefixes: ["[Merged by Bors]"] }
areas:
  hull: { title: Hull, repositories: [ships/hull], labels: [area/hull], paths: ["hull/**"], keywords: [hull, plank, keel] }
  sail: { title: Sails, repositories: [ships/hull, ships/sail], labels: [area/sails], paths: ["sails/**"], keywords: [sail, mast, rigging] }
  docs: { title: Documentation, repositories: [ships/docs], labels: [documentation], paths: ["docs/**", "**/*.md"] }
  charts: { title: Charts, labels: [area/charts], paths: ["charts/**"], keywords: [chart] }
`);

/** Longer than the month: what GitHub says of a repository changes when it is renamed. */
export const OLD = { updated_at: "2026-11-01T10:00:00Z", created_at: "2020-01-01T00:00:00Z" };

/** New ones for each month, since they change in it. */
export const repositories = () => ({
  hull: repository(70, "ships/hull", OLD),
  sail: repository(71, "ships/sail", OLD),
  docs: repository(72, "ships/docs", OLD),
  /** The private one: neither its name nor its titles may be read anywhere public. */
  secret: repository(73, "ships/strongbox", { ...OLD, private: true }),
});
export type Repositories = ReturnType<typeof repositories>;
export type Repository = keyof Repositories;
/** A word in every title of the private repository. */
export const SECRET = "quicksilver";

export const LABEL_OF: Readonly<Record<Area, string>> = {
  hull: "area/hull",
  sail: "area/sails",
  docs: "documentation",
  charts: "area/charts",
};
