/** The contract of the store once more, with a user who may not use functions: the verbs run as scripts. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";
import { run } from "uvu/run";
import { AS_SCRIPTS } from "../support/redis.ts";

const FOLDER = new URL("../integration/store/", import.meta.url);
/** The life of the library itself, which scripts do not have; and what the checker finds in keys, whoever wrote them. */
const OTHERS = ["library.test.ts", "invariants.test.ts"];

process.env[AS_SCRIPTS] = "yes";
// The files of the contract are found by their names, so no bundle holds them.
register();
await import(new URL("../../tools/lua.mjs", import.meta.url).href);
const names = readdirSync(FOLDER).filter((name) => !OTHERS.includes(name));
// One file after another: when each runs by itself, uvu begins anew with each file and runs some tests twice.
await run(names.map((name) => ({ name, file: fileURLToPath(new URL(name, FOLDER)) })));
