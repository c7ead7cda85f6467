/** Who was told of a run, or asked about a plan, and who was not reached. For maintainers: it holds names. */
import type { Directory, Notified } from "#shared/core/ports.ts";
import { type PersonView, personView } from "#shared/core/views.ts";
import { html, type Markup } from "#shared/web/markup.ts";
import { moment, nameOf } from "#shared/web/parts.ts";
import { dated } from "./views.ts";

export interface NotifiedView {
  readonly at: string;
  readonly where: Notified["where"];
  readonly told: readonly PersonView[];
  readonly notReached: readonly PersonView[];
}

export async function notifiedView(
  { at, where, told, notReached }: Notified,
  store: Pick<Directory, "profiles">,
): Promise<NotifiedView> {
  const names = await store.profiles([...told.flat(), ...notReached]);
  const named = (people: readonly string[]) => people.map((one) => personView(one, names));
  return { at: dated(at), where, told: named(told.flat()), notReached: named(notReached) };
}

const WHERE: Readonly<Record<Notified["where"], string>> = {
  thread: "in the thread that the settings name",
  chat: "in the chat, where nobody is mentioned",
  nowhere: "nowhere",
};

/** `did` is "Told" or "Asked". */
export function notifiedPanel(did: string, { at, where, told, notReached }: NotifiedView): Markup | false {
  const names = (people: readonly PersonView[]) => people.map(nameOf).join(", ");
  return (
    told.length + notReached.length > 0 &&
    html`<section class="panel prose"><h2>${did}</h2>${told.length > 0 && html`<p>${moment(Date.parse(at))}, ${WHERE[where]}: ${names(told)}.</p>`}
${notReached.length > 0 && html`<p>Not reached: ${names(notReached)}.${where !== "thread" && html` With <code>notices.thread</code> in the settings, people are mentioned there.`}</p>`}</section>`
  );
}
