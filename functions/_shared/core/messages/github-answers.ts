/** What is answered to each `/pod` command, in words. */
import { safeUrl } from "../digest/url.ts";
import { nearest } from "../github/edit-distance.ts";
import { isWord, USAGE } from "../github/grammar.ts";
import { neutralise, quoteCode } from "../github/neutralise.ts";
import type { Pseudonym } from "../member.ts";
import { POD_SIZE, type Pod } from "../pod.ts";
import { areaTitle, type Settings } from "../settings.ts";
import type { CommandAnswer } from "../thread.ts";
import { type CommentModel, loginOf, pageLink, personLink, podLink } from "./github-parts.ts";
import { FORMER_MEMBER, refusedJoin, waitingFor } from "./join.ts";

export function answerText(answer: CommandAnswer, model: CommentModel): string {
  const login = loginOf(answer.person, model.people);
  const said = sentence(answer, model);
  return login ? `@${login}: ${said}` : said;
}

function sentence(answer: CommandAnswer, model: CommentModel): string {
  const { command, outcome, detail = "" } = answer;
  if (outcome === "unusable") return unusable(command, detail, model.settings);
  switch (command) {
    case "join":
    case "accept":
    case "back":
      return placed(answer, model);
    case "who":
      return whoText(answer, model);
    case "help":
      return helpText();
    case "unknown":
      return outcome === "not-yet" ? `\`/pod ${detail}\` is not here yet.` : unknownText(detail);
    case "apply":
    case "undo":
      return `plans are applied and undone on their own page${pageLink(model.settings, "rebalance")}, where one sees what they change.`;
    default: {
      const said = SENTENCES[command]?.[outcome];
      return said ? filled(said, answer, model) : refusal(outcome, detail);
    }
  }
}

/** `{pod}` stands for the pod's name. */
const SENTENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  decline: {
    declined: "understood. The invitation is gone, and there will be no other. `/pod join` works whenever you like.",
    "no-invitation": "there is no open invitation for you. `/pod leave` gives up a seat.",
  },
  stay: {
    staying: "you stay where you are; the plan goes on without you.",
    "nothing-to-stay": "no plan wants to move you.",
  },
  leave: {
    left: "you have left. Thank you for the time you gave; `/pod join` brings you back.",
    already: "you hold no seat.",
  },
  pause: {
    left: "enjoy the break. Your seat goes to somebody else meanwhile; `/pod back` finds you one again.",
    already: "you are on a break already.",
  },
  independent: {
    left: "you work independently from now on. Nobody will ask again, and your work is credited all the same.",
    already: "you work independently already.",
  },
  forget: {
    forgotten: "Done. The seat is free, and name and number are taken out of everything we hold.",
    unknown: "There was nothing to forget.",
  },
  advocate: {
    changed: "thank you for volunteering. If your pod had no advocate, it is you now.",
    unchanged: "you are on the list of volunteers already.",
  },
  "step-down": {
    changed:
      "thank you for what you did. You keep your seat; another volunteer of the pod takes over, or the office is open.",
    unchanged: "you are not an advocate, nor a volunteer.",
  },
  nominate: { changed: "{pod} has its new Pod Advocate." },
  pin: { changed: "no plan will move them out of {pod}.", unchanged: "they are pinned already." },
  unpin: { changed: "plans may move them again.", unchanged: "they were not pinned." },
  rename: { changed: "the pod is called {pod} now. Its address stays.", unchanged: "it is called {pod} already." },
  meeting: { changed: "the meeting of {pod} is set.", unchanged: "{pod} meets then already." },
};

function filled(said: string, { pod: number }: CommandAnswer, { pods, settings }: CommentModel): string {
  const pod = number === undefined ? undefined : pods.get(number);
  return said.replaceAll("{pod}", () => (pod ? podLink(pod, settings) : "the pod"));
}

/** Why a command came to nothing; a reason without a sentence of its own is shown as it is. */
const REFUSALS: Readonly<Record<string, string>> = {
  "not-known": "that is nobody who takes part here. `/pod join` is how one does.",
  "no-pod": "you hold no seat in a pod.",
  forbidden: "only the pod's own advocate, or a maintainer, may do that.",
  "not-a-volunteer": "whoever takes over has to volunteer first, with `/pod advocate`.",
  "not-in-pod": "they hold no seat in your pod.",
  locked: "the pod is locked.",
};

const refusal = (outcome: string, detail: string): string =>
  REFUSALS[outcome] ?? REFUSALS[detail] ?? `that is not possible (${neutralise(detail || outcome)}).`;

function unusable(command: string, part: string, settings: Settings): string {
  const written = isWord(command) ? `It is written ${quoteCode(USAGE[command][0], 100)}.` : "";
  const what = part ? `I do not understand ${quoteCode(part)} there.` : "something is missing there.";
  const areas = `The areas are ${Object.keys(settings.areas)
    .map((area) => quoteCode(area))
    .join(", ")}.`;
  return [what, written, command === "join" ? areas : ""].filter((one) => one !== "").join(" ");
}

function unknownText(word: string): string {
  const near = nearest(word, Object.keys(USAGE)).map((one) => `\`/pod ${one}\``);
  return `I do not know ${quoteCode(`/pod ${word}`)}. The nearest I know are ${near.join(", ")}; \`/pod help\` lists all.`;
}

function helpText(): string {
  const rows = Object.values(USAGE).map(([written, does]) => `| ${quoteCode(written, 100)} | ${does} |`);
  return ["this is what I understand, one command at the start of a line.", "", "| | |", "|---|---|", ...rows].join(
    "\n",
  );
}

function placed(answer: CommandAnswer, model: CommentModel): string {
  const { outcome, detail = "", person } = answer;
  if (outcome === "refused") return refusedJoin[detail] ?? refusal(outcome, detail);
  if (outcome === "waiting" || outcome === "already-waiting") return waitingText(person, detail, model);
  if (outcome !== "seated" && outcome !== "already-seated") return refusal(outcome, detail);
  const pod = answer.pod === undefined ? undefined : model.pods.get(answer.pod);
  if (!pod) return "you had a seat in a pod that has closed since.";
  const here = pod.seats.some(({ pseudonym }) => pseudonym === person);
  if (!here) return `there was a seat for you in ${podLink(pod, model.settings)}.`;
  if (outcome === "already-seated") return `you already have your seat in ${podLink(pod, model.settings)}.`;
  return welcome(pod, person, model);
}

function welcome(pod: Pod, person: Pseudonym | null, { settings, people }: CommentModel): string {
  const { links } = settings;
  const advocate = pod.advocate === person ? undefined : loginOf(pod.advocate, people);
  const choice = people.get(person ?? "")?.profile.areas.indexOf(pod.area) ?? -1;
  const rows = [
    advocate && ["Say hello to", `${personLink(advocate)}, your Pod Advocate`],
    pod.meeting && ["Meet the others", meetingText(pod)],
    links.slackInvite && ["Talk", `[in our Slack](${links.slackInvite})`],
    links.contributing && ["Start with", `[how to contribute](${links.contributing})`],
  ].filter((row) => Array.isArray(row));
  const table =
    rows.length > 0 ? ["", "| | |", "|---|---|", ...rows.map(([what, text]) => `| **${what}** | ${text} |`), ""] : [""];
  const why =
    choice >= 0
      ? `Why ${neutralise(pod.name)}: ${neutralise(areaTitle(settings, pod.area))} is your ${ORDINALS[choice]} choice. `
      : "";
  return [
    `welcome to the ${podLink(pod, settings)} pod. You are one of ${pod.seats.length}; it has ${POD_SIZE.max} seats.`,
    ...table,
    `<sub>${why}Should it not suit you: \`/pod pause 4w\`, \`/pod leave\`, \`/pod forget me\`.</sub>`,
  ].join("\n");
}

const ORDINALS = ["first", "second", "third"];

function meetingText({ meeting }: Pod): string {
  if (!meeting) return "";
  const url = safeUrl(meeting.link);
  const link = url ? `, [join](${url})` : "";
  return `every ${meeting.weekday} at ${meeting.time} (${meeting.timezone})${link}`;
}

function waitingText(person: Pseudonym | null, area: string, { settings, queues }: CommentModel): string {
  const queue = queues.get(area) ?? [];
  const title = neutralise(areaTitle(settings, area));
  const position = queue.indexOf(person ?? "") + 1;
  if (position === 0) return `you no longer wait for ${title}.`;
  return `you are number ${position} of ${queue.length} waiting for ${title}. ${waitingFor(title, queue.length)}`;
}

function whoText(
  { pod: number, outcome, detail = "" }: CommandAnswer,
  { settings, pods, people }: CommentModel,
): string {
  const pod = number === undefined ? undefined : pods.get(number);
  if (!pod) return outcome === "shown" ? "that pod has closed." : refusal(outcome, detail);
  const names = pod.seats.map(({ pseudonym }) => {
    const login = loginOf(pseudonym, people);
    return `${login ? personLink(login) : FORMER_MEMBER}${pseudonym === pod.advocate ? " (Pod Advocate)" : ""}`;
  });
  return `in ${podLink(pod, settings)} (${neutralise(areaTitle(settings, pod.area))}) are ${names.join(", ")}.`;
}
