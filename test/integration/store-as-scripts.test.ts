/** The contract of the store once more, with a user who may not use functions: the verbs run as scripts. */
import { readdirSync } from "node:fs";
import { AS_SCRIPTS } from "../support/redis.ts";

const FOLDER = new URL("./store/", import.meta.url);
/** The life of the library itself, which scripts do not have. */
const OF_FUNCTIONS = "library.test.ts";

process.env[AS_SCRIPTS] = "yes";
// Each of them ends with `.run()`.
for (const file of readdirSync(FOLDER)) if (file !== OF_FUNCTIONS) await import(new URL(file, FOLDER).href);
