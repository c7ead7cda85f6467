/** A sample, which a function's own handler.ts replaces when faas-cli lays out its build. */
interface Context {
  status(code: number): Context;
  succeed(body: unknown): void;
}

export default async function handler(event: { body: Buffer }, context: Context): Promise<void> {
  context.status(200).succeed({ received: event.body.toString() });
}
