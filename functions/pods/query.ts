/** The queries of pages. */
import * as z from "zod";
import { areaNamed } from "#shared/core/areas-named.ts";
import { Timezone } from "#shared/core/settings.ts";
import type { Format } from "#shared/openfaas/negotiate.ts";
import { queryOf } from "#shared/openfaas/query-of.ts";
import { YesOrNo } from "#shared/openfaas/yes-or-no.ts";
import type { ReadRequest } from "./conditional-get.ts";

const PODS_PER_PAGE = 24;
const PODS_PER_PAGE_MAX = 200;

export const DirectoryQuery = z.object({
  /** Part of a pod's name, an area, a repository or a login. */
  q: z.string().trim().max(100).optional(),
  area: z.string().optional(),
  /** Only pods with an open seat. */
  open: YesOrNo.optional(),
  /** Shows hours in this zone, and pods that are awake then first. */
  timezone: Timezone.optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PODS_PER_PAGE_MAX)
    .default(PODS_PER_PAGE)
    .describe("Pods on a page; without it CSV and text hold every pod"),
  cursor: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9}){3}$/, 'is not a cursor; take the one that "next" holds')
    .optional(),
});
export type DirectoryQuery = z.infer<typeof DirectoryQuery>;

export const ZoneQuery = z.object({
  timezone: Timezone.optional().describe("Shows times in this zone on the HTML page"),
});

type Asked = Pick<ReadRequest<Format>, "c" | "format">;

/** The zone of the reader. Throws PodsError "invalid". */
export const readZone = ({ c, format }: Asked): string | undefined => queryOf(c, ZoneQuery, { format }).timezone;

/** Throws PodsError "invalid" with a pointer per fault. */
export function readQuery({ c, format, settings }: Asked & Pick<ReadRequest<Format>, "settings">): DirectoryQuery {
  const query = queryOf(c, DirectoryQuery, { format });
  if (query.area === undefined) return query;
  return { ...query, area: areaNamed(settings, query.area) };
}

/** Whether it leaves pods out. */
export const isFiltered = ({ q, area, open }: DirectoryQuery): boolean => !!q || area !== undefined || open === true;
