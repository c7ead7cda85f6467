import type { Settings } from "#shared/core/settings.ts";

const MEETING = { weekday: "Thursday", time: "17:00", timezone: "Europe/London" };
const LINKS = {
  roadmap: "https://github.com/openfaas/faas/blob/master/ROADMAP.md",
  contributing: "https://docs.openfaas.com/contributing/get-started/",
};

/**
 * The settings of an invented community, made of those in a file: it has a meeting and links to show, and asks for nothing
 * that would leave this machine, so that the status page misses nothing.
 */
export const demoSettings = (settings: Partial<Pick<Settings, "mentions" | "digest">>): object => ({
  meetings: { contributor: MEETING },
  links: LINKS,
  ...settings,
  mentions: { ...settings.mentions, mode: "quiet", labels: false },
  digest: { ...settings.digest, to: ["markdown"] },
});
