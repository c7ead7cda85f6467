/** Who may open the page that measures connection: maintainers, with the admin key or by a signed link. */
import { PodsError } from "#shared/core/errors.ts";
import type { ConnectionLinkOutcome, Directory } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import {
  isStillTrue,
  KEY_HOLDER,
  LINK_ENDED,
  type LinkReader,
  maintainerNamed,
  readerProven,
} from "#shared/openfaas/link-readers.ts";
import { type AdminKey, CONNECTION_PAGE, SIGNED_LINK_MS, signLink } from "#shared/openfaas/proof.ts";

interface Linking {
  readonly store: Pick<Directory, "find" | "profiles">;
  readonly settings: () => Settings;
  readonly adminKey: () => AdminKey;
  readonly now: () => number;
}

/** Judges the request before anything is read. Throws 401 without proof. */
export function provenReader(c: AppContext, linking: Linking): LinkReader {
  const reader = readerProven(c, linking);
  if (reader?.rights.includes("read")) return reader;
  throw new PodsError(
    "unauthorized",
    'This page is for maintainers, who open it by a signed link. {"do":"link","for":"connection"} makes one.',
  );
}

/** Throws 401 for a link whose person is no maintainer any more. */
export async function refuseEnded(reader: LinkReader, linking: Linking): Promise<void> {
  if (!(await isStillTrue(reader, linking))) throw new PodsError("unauthorized", LINK_ENDED);
}

/** A link for the holder of the admin key, or for a maintainer. */
export async function makeLink(login: string | undefined, linking: Linking): Promise<ConnectionLinkOutcome> {
  const reader = login === undefined ? KEY_HOLDER : await maintainerNamed(login, linking);
  if (!reader) return { outcome: "nobody" };
  const expires = linking.now() + SIGNED_LINK_MS;
  const link = signLink({ ...CONNECTION_PAGE, actor: reader.actor, expires }, linking.adminKey() ?? "");
  return { outcome: "linked", url: `${linking.settings().publicUrl}${link}`, expires };
}
