import type { StartOptions } from "./options.ts";

/** The facts in the greeting. */
export interface Greeting {
  readonly url: string;
  /** People with a seat. */
  readonly people: number;
  readonly pods: number;
  /** The signed address of the waiting plan; `undefined` if there is none. */
  readonly planUrl: string | undefined;
  readonly planId: string | undefined;
  /** A pod to look at. */
  readonly slug: string | undefined;
  /** An area somebody could join. */
  readonly area: string;
  readonly commentFile: string;
  readonly options: StartOptions;
  /** The debugger port of each function; empty without a debugger. */
  readonly inspectPorts: Readonly<Record<string, number>>;
}

const KEY = '"Authorization: Bearer $(cat .secrets/pods-admin-key)"';
const JSON_TYPE = '"Content-Type: application/json"';

export function greeting(given: Greeting): string {
  const { url, people, pods, planUrl, slug, options, inspectPorts } = given;
  const debuggers = Object.entries(inspectPorts).map(([name, port]) => `${name} ${port}`);
  const at = (path: string) => `${url}/function${path}`;
  const links: [string, string | undefined][] = [
    ["Find a pod", at("/pods/")],
    ["One pod", slug && at(`/pods/${slug}`)],
    ["Join", at("/join-pod/")],
    ["The waiting plan", planUrl],
    ["The week's digest", at("/weekly-digest/")],
    ["Status", at("/pods/status")],
  ];
  return [
    "",
    `Pods is running: ${people} people in ${pods} pods. Nothing leaves this machine.`,
    "",
    ...links.flatMap(([name, link]) => (link ? [`  ${name.padEnd(18)}${link}`] : [])),
    "",
    "Three things to try in another terminal, here in this folder:",
    "",
    ...tries(given).flatMap(([what, ...lines]) => [`  ${what}`, ...lines.map((line) => `    ${line}`), ""]),
    `  Logs .data/logs   Stop Ctrl-C   Start over npm start -- --reset   Bigger npm start -- --reset --people 2000`,
    "  Edit a source in functions/ and the functions that use it restart.",
    ...(debuggers.length === 0 ? [] : [`  Debuggers attach at 127.0.0.1: ${debuggers.join(", ")}`]),
    ...(options.schedule ? [] : ["  Nothing is ticking: --no-schedule leaves that to a cron-connector."]),
    "",
  ].join("\n");
}

/** Asks for a seat in the comment that can be sent. */
const COMMENTER = "alan-turing";

/** What to try, a command that works as it stands, and where to look then. */
function tries({ url, area, planId, commentFile }: Greeting): string[][] {
  const post = (name: string, body: string) => `curl -s -H ${KEY} -H ${JSON_TYPE} -d '${body}' ${url}/function/${name}`;
  const signature = `sha256=$(openssl dgst -sha256 -hmac "$(cat .secrets/pods-webhook-secret)" ${commentFile} | sed 's/.* //')`;
  const comment = [
    `curl -s -H ${JSON_TYPE} -H "X-GitHub-Event: issue_comment" -H "X-GitHub-Delivery: $(node -p 'crypto.randomUUID()')"`,
    `-H "X-Hub-Signature-256: ${signature}" --data-binary @${commentFile} ${url}/function/on-github-event`,
  ].join(" ");
  const plan = planId
    ? ["Apply the waiting plan:", post("rebalance", `{"do":"apply","plan":"${planId}"}`)]
    : ["Make a plan:", post("rebalance", '{"do":"plan"}')];
  const joins = [
    ["Seat somebody:", post("join-pod", `{"login":"grace-hopper","areas":["${area}"]}`)],
    [
      `Let ${COMMENTER} say "/pod join" in a comment on GitHub, as its signed webhook would deliver it:`,
      comment,
      `The seat is then at ${url}/function/pods/people/${COMMENTER}`,
    ],
  ];
  // Steps of a plan fall where somebody joins a pod that they close, so a plan that waits comes first.
  return planId ? [plan, ...joins] : [...joins, plan];
}

/** A comment that joins, as the community's GitHub would deliver it: the body of the second command. */
export function joinComment(github: string, repository: string, area: string, now: number): string {
  const at = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const sender = { id: 9_400_000_001, login: COMMENTER, type: "User" };
  const payload = {
    action: "created",
    issue: {
      id: 9_400_000_002,
      number: 9_001,
      title: "How do I take part?",
      user: sender,
      labels: [],
      state: "open",
      locked: false,
      html_url: `${github}/${repository}/issues/9001`,
      created_at: at,
      updated_at: at,
    },
    comment: { id: 9_400_000_003, user: sender, body: `/pod join ${area}`, created_at: at, updated_at: at },
    repository: {
      id: 9_000_000,
      name: repository.split("/")[1],
      full_name: repository,
      private: false,
      owner: { login: repository.split("/")[0], id: 1, type: "Organization" },
      updated_at: at,
    },
    sender,
  };
  return `${JSON.stringify(payload, null, 2)}\n`;
}
