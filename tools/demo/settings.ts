import type { Settings } from "#shared/core/settings.ts";

const MEETING = { weekday: "Thursday", time: "17:00", timezone: "Europe/London" };
const LINKS = {
  roadmap: "https://github.com/openfaas/faas/blob/master/ROADMAP.md",
  contributing: "https://docs.openfaas.com/contributing/get-started/",
};

/** Threads of the invented community have the numbers of real ones, so no link leads there. */
export const INVENTED_GITHUB = "https://github.example";

/**
 * The settings of an invented community, made of those in a file: it says that it is invented, has a meeting and links to
 * show, and asks for nothing that would leave this machine, so that the status page misses nothing.
 */
export const demoSettings = (
  settings: Pick<Settings, "community"> & Partial<Pick<Settings, "mentions" | "digest">>,
): object => ({
  meetings: { contributor: MEETING },
  links: LINKS,
  ...settings,
  community: `Invented ${settings.community}`,
  github: INVENTED_GITHUB,
  mentions: { ...settings.mentions, mode: "quiet", labels: false },
  digest: { ...settings.digest, to: ["markdown"] },
});
