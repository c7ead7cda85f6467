/** Defines channels. Each has its own file, which calls `defineChannel`, and a line in `index.ts`; the rest is derived. */
import type * as z from "zod";
import type { Line } from "../core/digest/lines.ts";
import type { Story } from "../core/digest/story.ts";

/** A form of the digest for one place. */
interface RenderingDefinition<Format extends string, Message> {
  /** The suffix of a digest's address that shows it as this place gets it. */
  readonly format: Format;
  digest(story: Story): Message;
  /** The message as the format shows it. */
  show(message: Message): string;
}

interface Definition<Id extends string, Format extends FormatOf<Id>, Secret, Message>
  extends RenderingDefinition<Format, Message> {
  /** Its name in `digest.to`, in the secret `pods-chat` and in the address of a digest. */
  readonly id: Id;
  /** Its name for people. */
  readonly title: string;
  readonly secret: SecretPart<Secret>;
  /** Limits beyond which the channel refuses a message. Rendered messages keep to them, whatever people wrote. */
  readonly limits: readonly Limit<Message>[];
  /** The message that somebody took a seat. It names people and notifies nobody. */
  introduction(line: Line): Message;
  readonly delivery: AtMostOnce<Secret, Message> | ExactlyOnce<Secret, Message>;
}

type FormatOf<Id extends string> = `${Id}.json` | `${Id}.txt`;

/** A channel's part of the secret `pods-chat`. */
export interface SecretPart<Secret> {
  readonly schema: z.ZodType<Secret>;
  /** Follows the channel's id: `is not the https:// address of a webhook`. Repeats no part of the secret. */
  readonly fault: string;
  /** A line of YAML that the schema accepts. */
  readonly example: string;
  /** Texts to remove from every sentence about a post. */
  passwords(secret: Secret): readonly string[];
}

interface Limit<Message> {
  readonly what: string;
  readonly max: number;
  of(message: Message): number;
}

/** The channel has no look-up. A message that may have arrived is reported as `unknown` and never posted again. */
export interface AtMostOnce<Secret, Message> {
  readonly promise: "at-most-once";
  post(secret: Secret, message: Message, options: PostOptions): Promise<Ended | Unknown>;
}

/** The channel recognises a repeated message by its key, and has a look-up for later. */
interface ExactlyOnce<Secret, Message> {
  readonly promise: "exactly-once";
  post(secret: Secret, message: Message, options: PostOptions): Promise<Ended | Unsure>;
  /** Finds the message among those posted before. */
  find(secret: Secret, message: Message, options: PostOptions): Promise<Found>;
}

export interface PostOptions {
  /** The same for every attempt at the same message. */
  readonly key: string;
  /** Aborts every request, including the reading of its reply. */
  readonly signal: AbortSignal;
}

export type Ended =
  /** `receipt` is the message's id, if the channel returns one. */
  | { readonly state: "sent"; readonly receipt?: string }
  /** It was certainly not posted; a later attempt may succeed. */
  | { readonly state: "retry"; readonly afterMs: number; readonly detail: string }
  /** The channel rejects our credentials: it waits until somebody fixes the account or the secret. */
  | { readonly state: "off"; readonly detail: string }
  /** It was refused, and would be refused again. */
  | { readonly state: "dead"; readonly detail: string };
/** It may have been posted, and there is no way to find out. */
export type Unknown = { readonly state: "unknown"; readonly detail: string };
/** It may have been posted; look it up before trying again. */
export type Unsure = { readonly state: "unsure"; readonly afterMs: number; readonly detail: string };
export type Found = Exclude<Ended, { state: "retry" | "dead" }> | Unsure | { readonly state: "absent" };

/** A form of the digest as the rest of the product sees it. A place that is no channel only has this: people paste it. */
export interface Rendering<Format extends string = string> {
  readonly format: Format;
  /** The digest as `format` shows it. */
  render(story: Story): string;
}

/** A channel as the rest of the product sees it, without the types of its secret and its messages. */
export interface Channel<Id extends string = string, Format extends string = string> extends Rendering<Format> {
  readonly id: Id;
  readonly title: string;
  readonly promise: "at-most-once" | "exactly-once";
  readonly secret: Pick<SecretPart<unknown>, "fault" | "example">;
  /** `part` is the channel's entry in the secret `pods-chat`. Returns `undefined` if it is not valid. */
  connect(part: unknown): Connection | undefined;
}

/** A channel together with its secret. */
export interface Connection {
  digest(story: Story): Post;
  introduction(line: Line): Post;
}

/** A message that is ready to be sent. */
export type Post = {
  /** The limits that it exceeds. */
  readonly excess: readonly string[];
} & (
  | { readonly promise: "at-most-once"; send(options: PostOptions): Promise<Ended | Unknown> }
  | {
      readonly promise: "exactly-once";
      send(options: PostOptions): Promise<Ended | Unsure>;
      find(options: PostOptions): Promise<Found>;
    }
);

export const defineRendering = <const Format extends string, Message>({
  format,
  digest,
  show,
}: RenderingDefinition<Format, Message>): Rendering<Format> => ({
  format,
  render: (story) => show(digest(story)),
});

export function defineChannel<const Id extends string, const Format extends FormatOf<Id>, Secret, Message>(
  definition: Definition<Id, Format, Secret, Message>,
): Channel<Id, Format> {
  const { id, title, secret, delivery } = definition;
  return {
    ...defineRendering(definition),
    id,
    title,
    promise: delivery.promise,
    secret,
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
  const redacted = redactor(passwords(secret));
  const common = { excess };
  if (delivery.promise === "at-most-once") {
    const { promise, post } = delivery;
    return { ...common, promise, send: async (options) => redacted(await post(secret, message, options)) };
  }
  const { promise, post, find } = delivery;
  return {
    ...common,
    promise,
    send: async (options) => redacted(await post(secret, message, options)),
    find: async (options) => redacted(await find(secret, message, options)),
  };
}

const DETAIL_LENGTH_MAX = 200;

/** A server may repeat parts of a request, such as the address in a 404, so passwords are taken out. */
const redactor =
  (passwords: readonly string[]) =>
  <R extends Ended | Unknown | Unsure | Found>(result: R): R => {
    if (!("detail" in result)) return result;
    const detail = passwords
      .filter((password) => password.length > 1)
      .reduce((text, password) => text.replaceAll(password, "…"), result.detail);
    return { ...result, detail: detail.slice(0, DETAIL_LENGTH_MAX) };
  };
