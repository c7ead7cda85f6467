/** Where GitHub is: github.com, or an Enterprise with an address of its own. */
import type { Settings } from "../settings.ts";

/** `github` is an address without a path, as `https://github.com`. */
export type Site = Pick<Settings, "github">;

export const githubLink = ({ github }: Site, path: string): string => `${github}/${path}`;

/** `github.com`, and the port if it has one. */
export const hostOf = ({ github }: Site): string => new URL(github).host;

/** Where GitHub says its API is: on a host of its own, except for an Enterprise Server. */
export function apiOf(site: Site): string {
  const { protocol, host } = new URL(site.github);
  const hasHostOfItsOwn = host === "github.com" || host.endsWith(".ghe.com");
  return hasHostOfItsOwn ? `${protocol}//api.${host}` : `${site.github}/api/v3`;
}

/** The addresses by which GitHub hides that of an account end so. */
export const noReplyHostOf = (site: Site): string => `users.noreply.${new URL(site.github).hostname}`;
