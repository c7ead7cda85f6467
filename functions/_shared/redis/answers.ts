/** The answers to `/pod` commands, and the comments that hold them. */
import type { Answers } from "../core/ports.ts";
import type { CommandAnswer } from "../core/thread.ts";
import { mergeArgs } from "./library.ts";
import type { StoreTools } from "./open-store.ts";
import { operationCall } from "./operation.ts";
import { subjectArgs } from "./profile-args.ts";

export function answers({ client, hashes }: StoreTools): Answers {
  const { fixed } = client.keys;

  const read = async (key: "answers" | "replies", field: string): Promise<string> => {
    const [text] = await client.read(["HGET", fixed(key), field]);
    return (text as string | null) ?? "";
  };

  return {
    async answer({ person, saysPlace, ...answer }, author, operation) {
      const { thread, said } = answer;
      const errands = [{ kind: "answers", thread } as const, ...(operation.errands ?? [])];
      const { args, members } = operationCall({ ...operation, errands });
      const call = mergeArgs(args, subjectArgs(author, hashes), {
        thread,
        said,
        pseudonym: person ?? "",
        tells: saysPlace ? "y" : "",
        fact: JSON.stringify(answer),
      });
      const [outcome] = await client.run("answer", call, members);
      return outcome;
    },

    async pendingAnswers(thread) {
      return parseAnswers(await read("answers", thread));
    },

    async saveReply(thread, comment, operations) {
      await client.run("save-reply", { thread, comment: comment ?? "", operations: operations.join(",") });
    },

    async reply(thread, comment) {
      const latest = comment ?? Number(await read("replies", thread));
      const held = parseAnswers(await read("replies", `${thread}/${latest}`));
      return held.length > 0 ? { comment: latest, answers: held } : undefined;
    },
  };
}

/** Lines of time, operation, person and answer. */
export const parseAnswers = (text: string): CommandAnswer[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [, operation = "", person, json = ""] = line.split("\t");
      return {
        ...(JSON.parse(json) as Omit<CommandAnswer, "operation" | "person">),
        operation,
        person: person || null,
      };
    });
