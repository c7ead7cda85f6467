import { laterCommand } from "./kinds.ts";

export const quiet = laterCommand({ word: "quiet", usage: "", does: "have nothing more said in this thread" });
