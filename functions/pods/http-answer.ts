/** The answer to a read, before it is sent. It depends on nothing but the request, the state and the settings, so it can be cached. */
import type { Settings } from "#shared/core/settings.ts";
import type { AppContext } from "#shared/openfaas/app.ts";
import { type Format, MEDIA } from "#shared/openfaas/negotiate.ts";
import { pageHeaders } from "#shared/web/layout.ts";

export interface HttpAnswer {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const send = (c: AppContext, { body, headers }: HttpAnswer): Response => c.body(body, 200, headers);

export const asHtml = (settings: Settings, page: string): HttpAnswer => ({
  body: page,
  headers: pageHeaders(settings),
});

export const asText = (format: Format, body: string): HttpAnswer => ({
  body,
  headers: { "Content-Type": MEDIA[format] },
});

export const asJson = (value: unknown): HttpAnswer => asText("json", JSON.stringify(value));
