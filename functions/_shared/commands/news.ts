import { laterCommand } from "./kinds.ts";

export const news = laterCommand({
  word: "news",
  usage: "<url> <title>",
  does: "put a post of yours into the weekly digest",
});
