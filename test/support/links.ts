/** Signed links as the functions make them, and such as they would never make; to pages of rebalance, if nothing else is said. */
import { LINK_RIGHTS, SIGNED_LINK_MS, type SignedLink, signLink } from "#shared/openfaas/proof.ts";
import { ADMIN_KEY, NOW } from "./community.ts";

/** The address below the function: `/plans/9f2c?key=…`. Without more, for a week, with every right of the key's holder. */
export const signedLink = (path: string, more: Partial<SignedLink> = {}): string =>
  signLink(
    {
      function: "rebalance",
      path,
      actor: { kind: "admin-key", name: "" },
      rights: LINK_RIGHTS,
      expires: NOW + SIGNED_LINK_MS,
      ...more,
    },
    ADMIN_KEY,
  ).replace(/^\/[a-z-]+/, "");

/** The same address as a redirect or a page gives it. */
export const belowFunction = (address: string): string => address.replace(/^\/function\/[a-z-]+/, "");
