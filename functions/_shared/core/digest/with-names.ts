/** Digests from the store with the names that may be shown today. */
import type { Directory, PublishedDigest, Repositories } from "../ports.ts";
import { type Digest, type DigestView, parseDigest } from "./model.ts";
import type { PlaceSettings } from "./places.ts";
import { type Story, storyOf } from "./story.ts";
import { peopleOf, viewOf } from "./view.ts";

/** A digest with its names, and its words. */
export interface ShownDigest extends Omit<PublishedDigest, "model"> {
  readonly view: DigestView;
  readonly story: Story;
}

type Reads = Pick<Directory, "members"> & Pick<Repositories, "repositories">;

/** In the given order. Several digests share two reads. */
export async function withNames(
  digests: readonly PublishedDigest[],
  store: Reads,
  settings: PlaceSettings,
): Promise<ShownDigest[]> {
  const parsed = digests.map(({ model, ...published }) => ({ model: parseDigest(model), published }));
  const views = await viewsOf(
    parsed.map(({ model }) => model),
    store,
  );
  return parsed.map(({ published }, at) => {
    const view = views[at]!;
    return { ...published, view, story: storyOf(view, settings, published.correctedAt) };
  });
}

/** In the given order. */
export async function viewsOf(digests: readonly Digest[], store: Reads): Promise<DigestView[]> {
  const [members, repositories] = await Promise.all([
    store.members(new Set(digests.flatMap(peopleOf))),
    store.repositories(),
  ]);
  const privateRepositories = new Set(repositories.filter((repository) => repository.private).map(({ id }) => id));
  return digests.map((digest) => viewOf(digest, { members, privateRepositories }));
}
