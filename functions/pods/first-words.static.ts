/** The first words of the addresses of `pods` that no pod has: areas, agenda, people, … */
import { ROUTES } from "./routes.ts";

export const FIRST_WORDS: readonly string[] = ROUTES.flatMap((route) => {
  const [, word] = /^\/([a-z-]+)/.exec(route.path) ?? [];
  return route.function === "pods" && word !== undefined ? [word] : [];
});
