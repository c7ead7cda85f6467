/** What a channel is. Each has a file of its own that calls `defineChannel`, and a line in `index.ts`; the rest is derived. */
import type * as z from "zod";
import type { Line, Story } from "../core/digest/story.ts";

interface Definition<Id extends string, Format extends FormatOf<Id>, Secret, Message> {
  /** Its name in `digest.to`, in the secret `pods-chat` and in the address of a digest. */
  readonly id: Id;
  /** Its name for people. */
  readonly title: string;
  readonly secret: SecretPart<Secret>;
  /** What the channel refuses messages for. What is rendered breaks none of them, whatever people wrote. */
  readonly limits: readonly Limit<Message>[];
  /** The suffix under which a digest can be read as this channel gets it. */
  readonly format: Format;
  digest(story: Story): Message;
  /** Somebody took a seat. Names people and notifies nobody. */
  introduction(line: Line): Message;
  /** The message as the format shows it. */
  show(message: Message): string;
  readonly delivery: AtMostOnce<Secret, Message> | ExactlyOnce<Secret, Message>;
}

type FormatOf<Id extends string> = `${Id}.json` | `${Id}.txt`;

/** A channel's part of the secret `pods-chat`. */
export interface SecretPart<Secret> {
  readonly schema: z.ZodType<Secret>;
  /** Goes on after the channel's id: `is not the https:// address of a webhook`. Repeats nothing that it was given. */
  readonly fault: string;
  /** A line of YAML that the schema takes. */
  readonly example: string;
  /** What is taken out of every sentence about a post. */
  passwords(secret: Secret): readonly string[];
}

interface Limit<Message> {
  readonly what: string;
  readonly max: number;
  of(message: Message): number;
}

/** The channel can be asked nothing afterwards. What may have arrived is reported as `unknown` and never posted again. */
export interface AtMostOnce<Secret, Message> {
  readonly promise: "at-most-once";
  post(secret: Secret, message: Message, options: PostOptions): Promise<Ended | Unknown>;
}

/** The channel knows a message again: by its key, and afterwards by looking it up. */
interface ExactlyOnce<Secret, Message> {
  readonly promise: "exactly-once";
  post(secret: Secret, message: Message, options: PostOptions): Promise<Ended | Unsure>;
  /** Finds the message among those posted before. */
  find(secret: Secret, message: Message, options: PostOptions): Promise<Found>;
}

export interface PostOptions {
  /** The same for each try of the same message. */
  readonly key: string;
  /** Ends every request, the reading of its reply included. */
  readonly signal: AbortSignal;
}

export type Ended =
  /** `receipt` is the message's id, where the channel tells one. */
  | { readonly state: "sent"; readonly receipt?: string }
  /** It certainly was not posted and may be later. */
  | { readonly state: "retry"; readonly afterMs: number; readonly detail: string }
  /** We are not let in: it waits until somebody mends the account or the secret. */
  | { readonly state: "off"; readonly detail: string }
  /** It was refused and would be again. */
  | { readonly state: "dead"; readonly detail: string };
/** It may have been posted, and nobody can say. */
export type Unknown = { readonly state: "unknown"; readonly detail: string };
/** It may have been posted: it is looked up before it is tried again. */
export type Unsure = { readonly state: "unsure"; readonly afterMs: number; readonly detail: string };
export type Found = Exclude<Ended, { state: "retry" | "dead" }> | Unsure | { readonly state: "absent" };

/** A channel as the rest of the product sees it: what its secret and its messages are made of is its own affair. */
export interface Channel<Id extends string = string, Format extends string = string> {
  readonly id: Id;
  readonly title: string;
  readonly format: Format;
  readonly promise: "at-most-once" | "exactly-once";
  readonly secret: Pick<SecretPart<unknown>, "fault" | "example">;
  /** The digest as `format` shows it. */
  render(story: Story): string;
  /** `part` is what the secret `pods-chat` holds for it; `undefined` when it cannot be used. */
  connect(part: unknown): Connection | undefined;
}

/** A channel together with its secret. */
export interface Connection {
  digest(story: Story): Post;
  introduction(line: Line): Post;
}

/** A message that is ready to leave. */
export type Post = {
  /** The limits it would be refused for. */
  readonly excess: readonly string[];
} & (
  | { readonly promise: "at-most-once"; send(options: PostOptions): Promise<Ended | Unknown> }
  | {
      readonly promise: "exactly-once";
      send(options: PostOptions): Promise<Ended | Unsure>;
      find(options: PostOptions): Promise<Found>;
    }
);

export function defineChannel<const Id extends string, const Format extends FormatOf<Id>, Secret, Message>(
  definition: Definition<Id, Format, Secret, Message>,
): Channel<Id, Format> {
  const { id, title, format, secret, delivery } = definition;
  return {
    id,
    title,
    format,
    promise: delivery.promise,
    secret,
    render: (story) => definition.show(definition.digest(story)),
    connect(part) {
      const { data } = secret.schema.safeParse(part);
      if (data === undefined) return undefined;
      return {
        digest: (story) => bind(definition, data, definition.digest(story)),
        introduction: (line) => bind(definition, data, definition.introduction(line)),
      };
    },
  };
}

type Binding<Secret, Message> = Pick<
  Definition<string, FormatOf<string>, Secret, Message>,
  "secret" | "limits" | "delivery"
>;

function bind<S, M>({ secret: { passwords }, limits, delivery }: Binding<S, M>, secret: S, message: M): Post {
  const excess = limits.filter(({ max, of }) => of(message) > max).map(({ what, max }) => `more than ${max} ${what}`);
  const silent = silencer(passwords(secret));
  const send = { excess };
  if (delivery.promise === "at-most-once") {
    const { promise, post } = delivery;
    return { ...send, promise, send: async (options) => silent(await post(secret, message, options)) };
  }
  const { promise, post, find } = delivery;
  return {
    ...send,
    promise,
    send: async (options) => silent(await post(secret, message, options)),
    find: async (options) => silent(await find(secret, message, options)),
  };
}

const DETAIL_LENGTH_MAX = 200;

/** A server may repeat what it was asked with, the address in a 404 for one. */
const silencer =
  (passwords: readonly string[]) =>
  <R extends Ended | Unknown | Unsure | Found>(result: R): R => {
    if (!("detail" in result)) return result;
    const detail = passwords
      .filter((password) => password.length > 1)
      .reduce((text, password) => text.replaceAll(password, "…"), result.detail);
    return { ...result, detail: detail.slice(0, DETAIL_LENGTH_MAX) };
  };
