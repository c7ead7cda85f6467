import { parseArgs } from "node:util";

export interface StartOptions {
  /** The gateway's port on 127.0.0.1. */
  readonly port: number;
  /** How many people the demo community has. */
  readonly people: number;
  /** A community with nobody in it. */
  readonly empty: boolean;
  /** Forget the community of an earlier start. */
  readonly reset: boolean;
  readonly settingsFile: string;
  /** False leaves the ticks to a cron-connector. */
  readonly schedule: boolean;
  /** The debugger port of the first function of stack.yml; the next function has the next port. `undefined`: no debugger. */
  readonly inspectPort: number | undefined;
}

export const PEOPLE_DEFAULT = 240;
/** The ports in .vscode/launch.json begin here. */
export const INSPECT_PORT_DEFAULT = 9230;
const PEOPLE_MAX = 100_000;

export const USAGE = `npm start -- [options]
  --port N         where the gateway listens on 127.0.0.1 (8080)
  --people N       how many people the demo community has (${PEOPLE_DEFAULT})
  --empty          no demo community
  --reset          forget what earlier starts left in .data
  --settings FILE  the community's settings (pods.yml)
  --no-schedule    no ticks, for use with a real cron-connector
  --inspect        let a debugger attach to the functions, at 127.0.0.1:${INSPECT_PORT_DEFAULT} and the ports after it
  --inspect-port N the same, from another port on`;

/** The options on the command line, or `help`. Throws one sentence about the first mistake. */
export function parseOptions(args: readonly string[]): StartOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "8080" },
      people: { type: "string", default: String(PEOPLE_DEFAULT) },
      empty: { type: "boolean", default: false },
      reset: { type: "boolean", default: false },
      settings: { type: "string", default: "pods.yml" },
      "no-schedule": { type: "boolean", default: false },
      inspect: { type: "boolean", default: false },
      "inspect-port": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const inspectPort = values["inspect-port"] ?? (values.inspect ? String(INSPECT_PORT_DEFAULT) : undefined);
  return {
    port: wholeNumber("--port", values.port, 0, 65_535),
    people: wholeNumber("--people", values.people, 1, PEOPLE_MAX),
    empty: values.empty,
    reset: values.reset,
    settingsFile: values.settings,
    schedule: !values["no-schedule"],
    inspectPort: inspectPort === undefined ? undefined : wholeNumber("--inspect-port", inspectPort, 1, 65_000),
  };
}

function wholeNumber(flag: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new Error(`${flag} takes a whole number from ${min} to ${max}, not "${text}".`);
}
