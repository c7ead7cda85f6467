/** Everything of the community that the public can read over HTTP. */
import { joinPod } from "../../../functions/join-pod/handler.ts";
import { pods } from "../../../functions/pods/handler.ts";
import { ROUTES } from "../../../functions/pods/routes.ts";
import { rebalance } from "../../../functions/rebalance/handler.ts";
import { mainThreadPlanner } from "../../../functions/rebalance/planner/jobs.ts";
import { weeklyDigest } from "../../../functions/weekly-digest/handler.ts";
import { command, get, type Reply } from "../community.ts";
import type { Town } from "../told/town.ts";
import { PEOPLE } from "./people.ts";

/** What `Accept` may ask for. Formats of channels are asked for by their suffix. */
const ACCEPT: Readonly<Record<string, string>> = {
  html: "text/html",
  json: "application/json",
  md: "text/markdown",
  txt: "text/plain",
  csv: "text/csv",
};

/** By address and format; digests of these weeks are published first, and a plan is made. */
export async function publicTexts({ deps, store }: Town, weeks: readonly string[]): Promise<Map<string, string>> {
  const apps = {
    pods: pods({ ...deps, build: "test" }),
    "join-pod": joinPod(deps),
    rebalance: rebalance({ ...deps, planner: mainThreadPlanner }),
    "weekly-digest": weeklyDigest(deps),
  };
  for (const week of weeks) await command(apps["weekly-digest"], { do: "publish", week });
  const { body: plan } = await command(apps.rebalance, { do: "plan" });
  const values: Readonly<Record<string, readonly string[]>> = {
    slug: (await store.pods()).map(({ slug }) => slug),
    login: PEOPLE.map(({ login }) => login),
    week: weeks,
    id: plan.id ? [plan.id] : [],
    name: [],
  };
  const texts = new Map<string, string>();
  for (const { function: name, method, path, formats = ["json"] } of ROUTES) {
    const app = apps[name as keyof typeof apps];
    if (method !== "get" || !app) continue;
    const [, parameter = ""] = /\{(\w+)\}/.exec(path) ?? [];
    for (const value of parameter === "" ? [""] : (values[parameter] ?? []))
      for (const format of formats) {
        const address =
          path.replace(/\{\w+\}/, value) +
          (ACCEPT[format] || path.includes(".") || path.includes("badge") ? "" : `.${format}`);
        const { status, body }: Reply = await get(app, address, { Accept: ACCEPT[format] ?? "*/*" });
        texts.set(`${name} ${address} ${format} ${status}`, typeof body === "string" ? body : JSON.stringify(body));
      }
  }
  return texts;
}
