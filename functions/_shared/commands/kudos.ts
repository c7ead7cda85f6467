import { laterCommand } from "./kinds.ts";

export const kudos = laterCommand({
  word: "kudos",
  usage: "@login <why>",
  does: "thank somebody in the weekly digest",
});
