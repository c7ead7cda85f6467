/** What maintainers set about pods and people's seats. */
import type { Command } from "#shared/core/authority.ts";
import type { PodCommand } from "#shared/core/commands.ts";
import { PodsError, unreachable } from "#shared/core/errors.ts";
import { noMember, noPod, noPodOrPerson, refusedSetting } from "#shared/core/messages/pods.ts";
import { numberOf } from "#shared/core/pod-names.ts";
import type { Operation, SetOutcome, Store } from "#shared/core/ports.ts";

/** The command in the table of who may what. Said about a pod, `advocate` appoints; said about oneself it volunteers. */
export const rightTo = ({ do: word }: PodCommand): Command => (word === "advocate" ? "appoint" : word);

/** Throws PodsError "not-found" for a pod or person there is not, "conflict" for what the rules refuse. */
export async function runCommand(
  command: PodCommand,
  store: Store,
  operation: Operation,
): Promise<{ readonly outcome: string }> {
  switch (command.do) {
    case "initialise":
      return { outcome: await store.initialise(operation.at) };
    case "rename":
      return settled(command, await store.rename(number(command), command.name, operation));
    case "advocate":
      return settled(command, await store.appoint(number(command), { login: command.login }, operation));
    case "meeting": {
      const { do: _, pod: __, link, ...time } = command;
      return settled(command, await store.meet(number(command), { ...time, ...(link && { link }) }, operation));
    }
    case "lock":
    case "unlock":
      return settled(command, await store.lock(number(command), command.do === "lock", operation));
    case "pin":
    case "unpin":
      return settled(command, await store.pin({ login: command.login }, command.do === "pin", operation));
    default:
      return unreachable(command);
  }
}

function number({ pod }: { readonly pod: string }): number {
  const found = numberOf(pod);
  if (found === undefined) throw new PodsError("not-found", noPod(pod));
  return found;
}

type AboutSomething = Exclude<PodCommand, { do: "initialise" }>;

function settled(command: AboutSomething, result: SetOutcome): { readonly outcome: string } {
  switch (result.outcome) {
    case "changed":
    case "unchanged":
      return { outcome: result.outcome };
    case "unknown":
      throw new PodsError("not-found", unknown(command));
    case "refused":
      throw new PodsError("conflict", refusedSetting(result.reason));
    default:
      return unreachable(result);
  }
}

function unknown(command: AboutSomething): string {
  if (!("pod" in command)) return noMember(command.login);
  return command.do === "advocate" ? noPodOrPerson(command.pod, command.login) : noPod(command.pod);
}
