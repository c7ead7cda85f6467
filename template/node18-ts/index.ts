/**
 * The process that of-watchdog starts. It serves the one function that is bundled with it, and is itself a module
 * whose export is that function: another template, or a test, may load the same file and call it.
 */
import handler from "./function/handler.ts";
import { serve } from "./server.ts";

export default handler;

// Only when this file was started, not when it was loaded.
if (require.main === module) void serve(handler);
