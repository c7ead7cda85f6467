import { laterCommand } from "./kinds.ts";

export const notes = laterCommand({ word: "notes", usage: "<link>", does: "link the notes of your pod's meeting" });
