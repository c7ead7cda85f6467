import { laterCommand } from "./kinds.ts";

export const demo = laterCommand({
  word: "demo",
  usage: "<title>",
  does: "show what your pod made at the next meeting",
});
