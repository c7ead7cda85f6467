/** The OpenAPI document of a community. */
import type { Settings } from "#shared/core/settings.ts";
import { DOCUMENT } from "./openapi.beside.ts";

export function openApi({ community, publicUrl }: Pick<Settings, "community" | "publicUrl">): Record<string, unknown> {
  return { ...DOCUMENT, info: { title: `${community} pods`, ...DOCUMENT.info }, servers: [{ url: publicUrl }] };
}
