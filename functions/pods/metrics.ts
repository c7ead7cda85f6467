/** The state in Prometheus' text format, for a scraper inside the cluster. No label holds a login. */

import type { Unsent } from "#shared/core/outbox.ts";
import { openSeats, POD_SIZE } from "#shared/core/pod.ts";
import type { Condition } from "#shared/core/ports.ts";
import type { DirectorySnapshot } from "./directory-snapshot.ts";

export function metrics(
  { pods, census }: DirectorySnapshot,
  { revision, lastDeliveryAt, refusal }: Condition,
  backlog: Readonly<Record<string, number>>,
  unsent: readonly Unsent[],
  outdated: Condition["outdated"],
  now: number,
): string {
  const waits = unsent.filter(({ state }) => state === "waiting");
  const destinations = [...new Set(waits.map(({ to }) => to))];
  /** For each destination, of its groups. */
  const byDestination = (value: (groups: readonly Unsent[]) => number) =>
    labelled("to", Object.fromEntries(destinations.map((to) => [to, value(waits.filter((one) => one.to === to))])));
  const outOfRange = pods.filter(({ seats }) => seats.length < POD_SIZE.min || seats.length > POD_SIZE.max).length;
  return [
    gauge("pods_count", "Living pods.", [["", pods.length]]),
    gauge("pods_out_of_range", "Pods outside five to nine people.", [["", outOfRange]]),
    gauge("pods_without_advocate", "Pods with no advocate.", [
      ["", pods.filter(({ advocate }) => advocate === null).length],
    ]),
    gauge("pods_open_seats", "Open seats.", [["", pods.reduce((sum, pod) => sum + openSeats(pod), 0)]]),
    gauge("pods_members", "People by state.", labelled("state", census)),
    gauge("pods_outbox_errands", "Errands by state.", labelled("state", backlog)),
    gauge(
      "pods_outbox_waiting",
      "Errands that wait, by destination.",
      byDestination((groups) => groups.reduce((sum, { errands }) => sum + errands, 0)),
    ),
    gauge(
      "pods_outbox_oldest_seconds",
      "Age of the oldest errand that waits, by destination.",
      byDestination((groups) => (now - Math.min(...groups.map(({ since }) => since))) / 1000),
    ),
    gauge("pods_ready", "Whether a command would succeed now.", [["", refusal === undefined ? 1 : 0]]),
    gauge(
      "pods_older_in_force",
      "Settings and secrets whose newer text cannot be used, so an older one is in force.",
      outdated.map((one) => [`{function="${one.function}"}`, one.outdated.length]),
    ),
    gauge("pods_revision", "Changes of the seating so far.", [["", revision]]),
    gauge("pods_last_delivery_timestamp_seconds", "Last delivery from GitHub.", [["", (lastDeliveryAt ?? 0) / 1000]]),
  ].join("");
}

const labelled = (label: string, values: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(values).map(([value, n]) => [`{${label}="${value}"}`, n]);

const gauge = (name: string, help: string, samples: readonly [string, number][]): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.map(([labels, value]) => `${name}${labels} ${value}\n`).join("")}`;
