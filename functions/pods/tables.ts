/** The directory as CSV and as plain text. */
import { charactersOf } from "#shared/core/people-text.ts";
import { POD_SIZE } from "#shared/core/pod.ts";
import { areaTitle, type Settings } from "#shared/core/settings.ts";
import type { PodView } from "#shared/core/views.ts";
import { isWide } from "./wide-letter.ts";

const COLUMNS = ["slug", "name", "area", "people", "openSeats", "advocate", "members"] as const;

/** RFC 4180. */
export function podsAsCsv(pods: readonly PodView[]): string {
  const rows = pods.map((pod) => [
    pod.slug,
    pod.name,
    pod.area,
    String(pod.members.length),
    String(pod.openSeats),
    pod.advocate?.login ?? "",
    pod.members.map(({ login }) => login ?? "").join("|"),
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Other people choose the names: a cell that a spreadsheet would run as a formula becomes text by an apostrophe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One pod a line in aligned columns, its seats as dots. */
export function podsAsText(pods: readonly PodView[], settings: Settings, isFiltered = false): string {
  const rows = pods.map((pod) => [
    pod.slug,
    pod.name,
    areaTitle(settings, pod.area),
    seats(pod),
    pod.areaGone ? "area gone" : pod.locked ? "closed" : `${pod.openSeats} open`,
    pod.advocate
      ? `with ${pod.advocate.login ?? "a former member"}${pod.termEnded === undefined ? "" : ", seeks the next advocate"}`
      : pod.areaGone
        ? "no advocate"
        : "needs an advocate",
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  const padded = (text: string, width: number) => text + " ".repeat(width - widthOf(text));
  const line = (row: string[]) => row.map((text, column) => padded(text, widths[column] ?? 0)).join("  ");
  if (rows.length === 0) return isFiltered ? "No pod matches.\n" : "No pods yet.\n";
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}

/** In columns of a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of charactersOf(text)) width += isWide(letter) ? 2 : 1;
  return width;
}

const seats = ({ members }: PodView): string => "●".repeat(members.length).padEnd(POD_SIZE.max, "○");
