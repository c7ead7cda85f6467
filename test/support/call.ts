import type { FunctionEvent, Handler } from "#shared/openfaas/handle.ts";

/** Calls the handler as a template does and returns the reply that the template got. */
export async function call(handler: Handler, event: Partial<FunctionEvent>) {
  const answer = {
    status: 200,
    headers: {} as Record<string, string | string[]>,
    body: undefined as Buffer | undefined,
  };
  const context = {
    status(code: number) {
      answer.status = code;
      return context;
    },
    headers(values: Record<string, string | string[]>) {
      answer.headers = values;
      return context;
    },
    succeed(body?: Buffer) {
      answer.body = body;
    },
  };
  await handler({ method: "GET", path: "/", headers: {}, ...event }, context);
  return answer;
}
