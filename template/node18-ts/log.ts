/** Writes one JSON object per line, like the functions' own log. */
export function log(level: "info" | "warn" | "error", message: string, error?: unknown, fields: object = {}): void {
  const reason = error instanceof Error ? error.stack : error;
  process.stdout.write(`${JSON.stringify({ time: new Date(), level, message, ...fields, error: reason })}\n`);
}
