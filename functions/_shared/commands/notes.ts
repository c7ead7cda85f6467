import * as z from "zod";
import {
  lastHeld,
  meetingOfCommunity,
  meetingsOfCommunity,
  pastAndNext,
  type RegularMeeting,
} from "../core/meetings.ts";
import type { Member } from "../core/member.ts";
import { dayOfAnswer } from "../core/messages/github-parts.ts";
import type { Pod } from "../core/pod.ts";
import { numberOf } from "../core/pod-names.ts";
import { spokenAt } from "../core/spoken.ts";
import { aboutPerson } from "./bodies.ts";
import { DIGEST_REFUSED, digestRefusal, isMaintainer, note, notedText, suitsDigest } from "./for-digest.ts";
import { isMade, type PersonContext, personCommand, podOf } from "./kinds.ts";
import { dated } from "./outcome.ts";
import { PlainLink } from "./plain-link.ts";
import { unusable } from "./words.ts";

const MEETING = "is a pod's slug, or the name of a meeting in the settings";
const SETS = "`/pod meeting` sets a pod's; those of the community stand in the settings.";

export const notes = personCommand({
  word: "notes",
  usage: "<https://…> [meeting]",
  does: "link the notes or the recording of your pod's last meeting, or as a maintainer of any",
  may: ["advocate", "maintainer"],
  endsPart: false,
  suits: (reader) =>
    suitsDigest(reader) && (reader.pod?.advocate === reader.member?.pseudonym || isMaintainer(reader.context)),
  body: () =>
    aboutPerson("notes").extend({
      link: PlainLink(),
      /** A pod's slug, or a name in the settings. */
      meeting: z.string().min(1).max(80).optional(),
    }),
  example: { login: "ada", link: "https://notes.example.org/thursday" },
  words: ({ parts: [link = "", meeting, ...more] }) =>
    more.length > 0 ? unusable(more.join(" ")) : { link, ...(meeting !== undefined && { meeting }) },
  hint: () => `It takes the https address of the notes, and of several meetings the one that ${MEETING}.`,
  run: async ({ link, meeting }, context) => {
    const author = await context.store.find(context.subject);
    const person = author?.pseudonym;
    const refusal = await digestRefusal(author, context);
    if (refusal) return { outcome: refusal, person };
    const found = await heldOf(meeting, author, context);
    if (typeof found === "string" && !(await isMade(context))) return { outcome: found, person };
    // A command that is repeated after a crash is judged no second time, and its outcome is known.
    const held = typeof found === "string" ? { of: "", at: 0 } : found;
    return note({ kind: "notes", about: `${held.of}/${held.at}/${link}`, link, held }, context);
  },
  outcomes: {
    ...DIGEST_REFUSED,
    noted: {
      status: 200,
      say: (answer, model) =>
        `On ${dayOfAnswer(answer, model)} your link was ${notedText(answer, model)}, and stands on the agenda of the next meeting.`,
    },
    "for-maintainers": {
      error: "forbidden",
      say: "Only maintainers link the notes of a meeting of the community. Without its name, `/pod notes` links those of your pod's own.",
      detail: "Only maintainers link the notes of a meeting of the community.",
    },
    "no-meeting": {
      error: "not-found",
      say: dated((day) => `I knew no such meeting on ${day}. ${SETS}`),
      detail: ({ meeting }) =>
        meeting === undefined ? `No meeting is set. ${SETS}` : `There is no meeting "${meeting}": it ${MEETING}.`,
    },
    "not-held": {
      error: "conflict",
      say: dated((day) => `By ${day} this meeting had not been held yet, so there was nothing to link.`),
      detail: "This meeting has not been held yet.",
    },
  },
});

/** When the meeting that somebody means was held last. */
async function heldOf(name: string | undefined, author: Member | undefined, context: PersonContext) {
  const meeting = await meetingOf(name, author, context);
  if (typeof meeting === "string") return meeting;
  const at = lastHeld(meeting, spokenAt(context.operation()));
  if (at !== undefined) return { of: meeting.id, at };
  return meeting.since === Number.POSITIVE_INFINITY ? "no-meeting" : "not-held";
}

/** An advocate means their pod's meeting, a maintainer the community's, unless they name one; nobody else may say it. */
async function meetingOf(
  name: string | undefined,
  author: Member | undefined,
  context: PersonContext,
): Promise<RegularMeeting | "no-meeting" | "forbidden" | "for-maintainers"> {
  const { store, settings } = context;
  const seat = author && (await podOf(author, store));
  const own = seat && seat.advocate === author?.pseudonym ? seat : undefined;
  const mayAll = isMaintainer(context);
  if (!mayAll && !own) return "forbidden";
  const set = (pod: Pod | undefined) => (pod && pastAndNext(pod)) ?? "no-meeting";
  if (name === undefined) return own?.meeting || !mayAll ? set(own) : (latestOf(context) ?? "no-meeting");
  const time = Object.hasOwn(settings.meetings, name) && settings.meetings[name];
  if (time) return mayAll ? meetingOfCommunity(name, time) : "for-maintainers";
  const number = numberOf(name.toLowerCase());
  const pod = number === undefined ? undefined : await store.pod(number);
  return pod === undefined || mayAll || pod.number === own?.number ? set(pod) : "forbidden";
}

/** The one of the community that was held last. */
const latestOf = (context: PersonContext): RegularMeeting | undefined => {
  const now = spokenAt(context.operation());
  const time = (one: RegularMeeting) => lastHeld(one, now) ?? 0;
  return meetingsOfCommunity(context.settings).sort((a, b) => time(b) - time(a))[0];
};
