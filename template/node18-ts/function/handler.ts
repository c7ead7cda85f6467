/** A sample. faas-cli replaces it with the function's own handler.ts when it prepares the build. */
interface Context {
  status(code: number): Context;
  succeed(body: unknown): void;
}

export default async function handler(event: { body: Buffer }, context: Context): Promise<void> {
  context.status(200).succeed({ received: event.body.toString() });
}
