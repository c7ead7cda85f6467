/**
 * Signed links to the private pages of advocates. A link works for a week, and for its person as long as they are the
 * advocate of that pod, or hand it over to the next one.
 */
import { PodsError } from "#shared/core/errors.ts";
import { handOverOf } from "#shared/core/hand-over.ts";
import type { Pod } from "#shared/core/pod.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { AdvocateLinkOutcome, AdvocateLinkWish } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { KEY_HOLDER, readerProven } from "#shared/openfaas/link-readers.ts";
import { type AdminKey, SIGNED_LINK_MS, type SignedLink, signLink } from "#shared/openfaas/proof.ts";
import type { PodsStore } from "./store.ts";

interface Linking {
  readonly store: Pick<PodsStore, "find" | "pod">;
  readonly settings: () => Settings;
  readonly adminKey: () => AdminKey;
  readonly now: () => number;
}

/** Who opens the page: `former` hands the pod over. A maintainer also sees the newcomers whom no advocate sees. */
export type Reader = "advocate" | "former" | "maintainer";

/** Judges the request before anything is read. Throws 401 without proof, for a wrong key, and for a link to another page. */
export function provenActor(c: AppContext, linking: Linking): SignedLink["actor"] {
  const reader = readerProven(c, linking);
  if (reader) return reader.actor;
  throw new PodsError(
    "unauthorized",
    "This page is for the pod's advocate, who opens it by a signed link. A maintainer makes one with " +
      '{"do":"link","for":"<login>"}.',
  );
}

/** Throws 401 for a link whose person is not the pod's advocate now, and does not hand it over. */
export function readerOf({ kind, name }: SignedLink["actor"], pod: Pod, now: number): Reader {
  if (kind === "admin-key") return "maintainer";
  if (kind === "member" && pod.advocate === name) return "advocate";
  if (kind === "member" && handOverOf(pod, now)?.former === name) return "former";
  throw new PodsError(
    "unauthorized",
    "This link no longer works: the person it was made for is not this pod's advocate now. Ask a maintainer for a new one.",
  );
}

export async function makeLink(wish: AdvocateLinkWish, linking: Linking): Promise<AdvocateLinkOutcome> {
  const { store } = linking;
  if ("pod" in wish) {
    const number = numberOf(wish.pod);
    const pod = number === undefined ? undefined : await store.pod(number);
    return pod ? linkTo(pod, KEY_HOLDER.actor, linking) : { outcome: "no-pod" };
  }
  const member = await store.find(wish);
  if (!member) return { outcome: "nobody" };
  const { pseudonym, standing } = member;
  const pod = standing.state === "seated" && standing.pod !== null ? await store.pod(standing.pod) : undefined;
  if (!pod || ![pod.advocate, handOverOf(pod, linking.now())?.former].includes(pseudonym))
    return { outcome: "no-advocate" };
  return linkTo(pod, { kind: "member", name: pseudonym }, linking);
}

function linkTo({ slug }: Pod, actor: SignedLink["actor"], { settings, adminKey, now }: Linking) {
  const expires = now() + SIGNED_LINK_MS;
  const page = { function: "pods", path: `/${slug}/advocate`, actor, rights: ["read"], expires } as const;
  return { outcome: "linked", url: `${settings().publicUrl}${signLink(page, adminKey() ?? "")}`, expires } as const;
}
