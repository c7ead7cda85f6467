/** Who was told of a run, or asked about a plan, and who was not reached. For maintainers: it holds names. */
import type { Directory, Notified } from "#shared/core/ports.ts";
import type { Settings } from "#shared/core/settings.ts";
import { type PersonView, personView } from "#shared/core/views.ts";
import { linkTo } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { moment, nameOf } from "#shared/web/parts.ts";
import { dated } from "./views.ts";

export interface NotifiedView {
  readonly at: string;
  readonly where: Notified["where"];
  /** `false`: it waits to be sent. */
  readonly sent: boolean;
  readonly told: readonly PersonView[];
  readonly notReached: readonly PersonView[];
}

export async function notifiedView(
  { at, where, told, sent, notReached }: Notified,
  store: Pick<Directory, "profiles">,
): Promise<NotifiedView> {
  const reached = sent ? told.flat() : [];
  const missed = sent ? notReached : [...told.flat(), ...notReached];
  const names = await store.profiles([...reached, ...missed]);
  const named = (people: readonly string[]) => people.map((one) => personView(one, names));
  return { at: dated(at), where, sent, told: named(reached), notReached: named(missed) };
}

const WHERE: Readonly<Record<Notified["where"], string>> = {
  thread: "in the thread that the settings name",
  chat: "in the chat, where nobody is mentioned",
  nowhere: "nowhere",
};

const THREAD = html` With <code>notices.thread</code> in the settings, people are mentioned there.`;

const TOO_LATE = " The plan was decided on first, so they are not asked any more.";

/** `did` is "Told" or "Asked". `isOver`: what was not sent by now never is. */
export function notifiedPanel(did: string, settings: Settings, view: NotifiedView, isOver = false): Markup | false {
  const { at, where, sent, told, notReached } = view;
  const unsent = isOver
    ? TOO_LATE
    : html` The next ticks try to send it; <a href="${linkTo(settings, "pods", "/status")}">the status page</a> says what stops them.`;
  const names = (people: readonly PersonView[]) => people.map(nameOf).join(", ");
  return (
    told.length + notReached.length > 0 &&
    html`<section class="panel prose" id="${did.toLowerCase()}"><h2>${did}</h2>${told.length > 0 && html`<p>${moment(Date.parse(at))}, ${WHERE[where]}: ${names(told)}.</p>`}
${notReached.length > 0 && html`<p>Not reached: ${names(notReached)}.${sent ? where !== "thread" && THREAD : unsent}</p>`}</section>`
  );
}
