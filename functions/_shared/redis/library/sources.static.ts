/** All sources as one value, which a bundle holds compressed. */
import * as lua from "./sources.ts";

export { lua };
