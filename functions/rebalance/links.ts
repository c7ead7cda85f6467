/**
 * Signed links to the pages of plans and runs. A link opens its page, lets its actor give the commands there that it names,
 * and leads on to the runs of its plan. It never leads to another plan: that needs a link of its own.
 */
import { PodsError } from "#shared/core/errors.ts";
import type { LinkOutcome, LinkWish } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { isStillTrue, KEY_HOLDER, LINK_ENDED, maintainerNamed } from "#shared/openfaas/link-readers.ts";
import {
  type AdminKey,
  CONNECTION_PAGE,
  givesKey,
  isMaintainer,
  LINK_RIGHTS,
  type LinkProof,
  type LinkRight,
  proveMaintainer,
  SIGNED_LINK_MS,
  signLink,
  verifyLink,
} from "#shared/openfaas/proof.ts";
import type { RebalanceStore } from "./store.ts";

export interface Linking {
  readonly store: Pick<RebalanceStore, "find" | "profiles" | "latestPlanId" | "run">;
  readonly settings: () => Settings;
  readonly adminKey: () => AdminKey;
  readonly now: () => number;
}

/** A page that a link can open. */
export interface LinkedPage {
  readonly kind: "plan" | "run";
  readonly id: string;
}

/** What may be done on a page. A plan's link also undoes the run that comes from it. */
const RIGHTS = {
  plan: LINK_RIGHTS,
  run: ["read", "undo"],
} as const satisfies Readonly<Record<LinkedPage["kind"], readonly LinkRight[]>>;

export const addressOf = (settings: Settings, { kind, id }: LinkedPage): string =>
  `${settings.publicUrl}/rebalance/${kind}s/${id}`;

/** The reader of a page. */
export interface Visitor {
  readonly rights: readonly LinkRight[];
  /** Whether a signed link opened the page, whatever it lets them do. */
  readonly byLink: boolean;
  /** The address of a run of this page's plan, or of the run that undid this one; opened by the same link, no longer. */
  readonly link: (page: LinkedPage) => string;
  /** The address of the page that measures connection, for maintainers. */
  readonly connection?: string;
}

/** Without proof, a visitor without rights. Throws 401 for a wrong key, and for a link that does not open this page, or no longer. */
export async function visitorOf(c: AppContext, linking: Linking): Promise<Visitor> {
  const settings = linking.settings();
  const link = (page: LinkedPage) => addressOf(settings, page);
  if (givesKey(c)) {
    proveMaintainer(c, linking.adminKey());
    const { function: name, path } = CONNECTION_PAGE;
    return { rights: LINK_RIGHTS, byLink: false, link, connection: `${settings.publicUrl}/${name}${path}` };
  }
  const proof = verifyLink(c, linking.adminKey(), linking.now());
  if (!proof) return { rights: [], byLink: false, link };
  if (!(await isStillTrue(proof, linking))) throw new PodsError("unauthorized", LINK_ENDED);
  const { rights, actor, expires } = proof;
  return {
    rights,
    byLink: true,
    link: (page) => signed(page, proof, linking),
    ...(rights.includes("read") && {
      connection: settings.publicUrl + signLink({ ...CONNECTION_PAGE, actor, expires }, linking.adminKey() ?? ""),
    }),
  };
}

/** The head of a request proves something; whether that is still true takes a look into the store. */
export function proveVisitor(c: AppContext, { adminKey, now }: Linking): void {
  if (isMaintainer(c, adminKey()) || verifyLink(c, adminKey(), now())) return;
  throw new PodsError("unauthorized", "This page was not opened with a signed link. Ask for a new link.");
}

/** A link to the latest plan, or to a run: for the holder of the admin key, or for a maintainer. */
export async function makeLink({ login, run }: LinkWish, linking: Linking): Promise<LinkOutcome> {
  const { store, now } = linking;
  if (run !== undefined && !(await store.run(run))) return { outcome: "no-run" };
  const plan = run === undefined ? await store.latestPlanId() : undefined;
  const page = run !== undefined ? ({ kind: "run", id: run } as const) : plan && ({ kind: "plan", id: plan } as const);
  if (!page) return { outcome: "no-plan" };
  const reader = login === undefined ? KEY_HOLDER : await maintainerNamed(login, linking);
  if (!reader) return { outcome: "nobody" };
  const expires = now() + SIGNED_LINK_MS;
  return { outcome: "linked", url: signed(page, { ...reader, expires }, linking), expires };
}

/** No page is given a right that the link did not have, and none that the page has no use for. */
function signed(page: LinkedPage, { actor, rights, expires }: LinkProof, { settings, adminKey }: Linking): string {
  const may: readonly LinkRight[] = RIGHTS[page.kind];
  const link = { function: "rebalance", path: `/${page.kind}s/${page.id}`, actor, expires };
  return `${settings().publicUrl}${signLink({ ...link, rights: may.filter((right) => rights.includes(right)) }, adminKey() ?? "")}`;
}
