/** The address of what people name: a post, notes, a meeting. */
import { safeUrl } from "../core/digest/url.ts";
import { lazily } from "../core/lazily.ts";
import { Link } from "../core/settings.ts";

/** Without a name before the host, which makes an address look like another. */
function isPlain(link: string): boolean {
  if (safeUrl(link) === null) return false;
  const { protocol, username } = new URL(link);
  return protocol === "https:" && username === "";
}
export const PlainLink = lazily(() => Link.refine(isPlain, "is not a plain https address"));
