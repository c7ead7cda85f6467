/** The store as the pages of a day read it. */
import { withPeopleBack } from "#shared/core/people-back.ts";
import { keptForLatest } from "./kept-for-latest.ts";
import type { PodsStore } from "./store.ts";

export type StoreAt = (version: string, day: string) => Promise<PodsStore>;

/** People whose break is over are looked for among all, so once a version of the state. */
export const openStoreAt = (store: PodsStore): StoreAt => keptForLatest((_version, day) => withPeopleBack(store, day));
