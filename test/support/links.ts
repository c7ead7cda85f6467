/** Signed links to pages of rebalance, as the function itself makes them, and such as it would never make. */
import { LINK_RIGHTS, type SignedLink, signLink } from "#shared/openfaas/proof.ts";
import { ADMIN_KEY, NOW } from "./community.ts";

/** The address below the function: `/plans/9f2c?key=…`. Without more, for a minute, with every right of the key's holder. */
export const signedLink = (path: string, more: Partial<SignedLink> = {}): string =>
  signLink(
    {
      function: "rebalance",
      path,
      actor: { kind: "admin-key", name: "" },
      rights: LINK_RIGHTS,
      expires: NOW + 60_000,
      ...more,
    },
    ADMIN_KEY,
  ).replace("/rebalance", "");

/** The same address as a redirect or a page gives it. */
export const belowFunction = (address: string): string => address.replace("/function/rebalance", "");
