/** Digests from the store, made fit to be shown today. */
import type { Directory, PublishedDigest, Recorder } from "../ports.ts";
import type { Settings } from "../settings.ts";
import type { Digest, DigestView } from "./model.ts";
import { type Story, storyOf } from "./story.ts";
import { peopleOf, viewOf } from "./view.ts";

/** A digest with its names, and its words. */
export interface ShownDigest extends Omit<PublishedDigest, "model"> {
  readonly view: DigestView;
  readonly story: Story;
}

type Reads = Pick<Directory, "members"> & Pick<Recorder, "repositories">;

/** In the order they are given. Several digests share two reads. */
export async function withNames(
  digests: readonly PublishedDigest[],
  store: Reads,
  settings: Pick<Settings, "publicUrl" | "links">,
): Promise<ShownDigest[]> {
  const models = digests.map(({ model }) => model as Digest);
  const [members, repositories] = await Promise.all([
    store.members(new Set(models.flatMap(peopleOf))),
    store.repositories(),
  ]);
  const privateRepositories = new Set(repositories.filter((repository) => repository.private).map(({ id }) => id));
  return digests.map(({ model, ...published }) => {
    const view = viewOf(model as Digest, { members, privateRepositories });
    return { ...published, view, story: storyOf(view, settings) };
  });
}
