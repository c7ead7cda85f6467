/** A suite in which every test has what `open` makes, such as a community of its own and functions for it. */
import { suite } from "uvu";
import { closeStores } from "./community.ts";

export function communitySuite<Context extends object>(name: string, open: () => Promise<Context>) {
  const made = suite<Context>(name);
  made.before.each(async (context) => {
    Object.assign(context, await open());
  });
  made.after(closeStores);
  return made;
}
