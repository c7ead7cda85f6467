/**
 * fast-check, with the same random numbers in every run, so that no run fails by chance. `PODS_SEED=random` draws others,
 * to look for what these do not find; with the seed that it prints, a failure comes again.
 */
import fc from "fast-check";

const { PODS_SEED = "1" } = process.env;

if (PODS_SEED !== "random") fc.configureGlobal({ seed: Number(PODS_SEED) });

export default fc;
