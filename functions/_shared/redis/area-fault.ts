/** Why nobody is seated under some settings, as those who found it out left it for the status page. */
import type { Settings } from "../core/settings.ts";

/** The field of `meta`. */
export const AREA_FAULT = "area-fault";

/** `detail` is one line. */
export const areaFaultText = (detail: string, areas: Settings["areas"]): string =>
  `${detail}\n${JSON.stringify(areas)}`;

/** The detail, if it is about these areas: replicas with other settings, as during a deployment, leave theirs there, too. */
export function areaFaultIn(text: string | null | undefined, areas: Settings["areas"] | undefined): string | undefined {
  const [detail, about] = text?.split("\n") ?? [];
  return about !== undefined && about === JSON.stringify(areas) ? detail : undefined;
}
