/** A function that misbehaves on request, built from the same parts as ours. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createApp } from "#shared/openfaas/app.ts";
import { versioned } from "#shared/openfaas/cache.ts";
import { extendDeadline } from "#shared/openfaas/deadline.ts";
import { openEnvironment } from "#shared/openfaas/environment.ts";
import { handle } from "#shared/openfaas/handle.ts";
import { takesBody } from "#shared/openfaas/takes-body.ts";

/** Compressed, it holds bytes of every value. */
const PAGE = Array.from({ length: 2_000 }, (_, n) => `<p>${(n * 7919).toString(36)} é</p>`).join("");

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const start = async () => {
  const { PODS_START_AFTER: file } = process.env;
  while (file !== undefined && !existsSync(file)) await pause(5);
  const { log, settings } = openEnvironment({ name: "fixture", secrets: ["pods-settings"] });
  const app = createApp({ name: "fixture", log });
  app.get("/", (c) => c.json({ community: settings().community, callId: c.get("callId") }));
  app.post(
    "/",
    takesBody(() => {}, { bytesMax: 25 * 1024 * 1024 }),
    (c) => c.json({ bytes: c.get("body").byteLength }),
  );
  app.get("/held", async (c) => {
    extendDeadline(c);
    log.info("holding");
    await once(process, "SIGTERM");
    await pause(Number(c.req.query("ms")));
    return c.text("at last");
  });
  app.get("/page", (c) => versioned(c, PAGE, { "Content-Type": "text/html; charset=utf-8" }));
  app.get("/throw", () => {
    throw new Error("the password is swordfish");
  });
  app.get("/reject", async () => {
    void Promise.reject(new Error("nobody looks"));
    await pause(10);
    return new Response("still here");
  });
  app.get("/long-line", (c) => {
    log.info("x".repeat(100_000));
    return c.text("logged");
  });
  return app;
};

export default handle(start);
