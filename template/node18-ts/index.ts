/**
 * The process that of-watchdog starts. It serves the function that is bundled with it. The same file is also a module
 * that exports the function, so another template or a test can load and call it.
 */
import { isMainThread } from "node:worker_threads";
import handler from "./function/handler.ts";
import { serve } from "./server.ts";

export default handler;

// Only when this file was started, not when it was loaded. In a worker thread of this file it is the main module, too.
if (isMainThread && require.main === module) void serve(handler);
