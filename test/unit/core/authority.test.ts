import { suite } from "uvu";
import * as assert from "uvu/assert";
import { AUTHORITY, type Command, may } from "#shared/core/authority.ts";
import { DigestCommand, MemberCommand, PodCommand, RebalanceCommand } from "#shared/core/commands.ts";

const test = suite("authority");

test("a maintainer may give every command, a stranger none", () => {
  for (const command of Object.keys(AUTHORITY) as Command[]) {
    assert.ok(may(command, "maintainer"), command);
    assert.not.ok(may(command, undefined), command);
  }
});

test("a person may command about themselves and nothing else", () => {
  for (const command of ["join", "leave", "pause", "forget", "export", "accept", "stay"] as const)
    assert.ok(may(command, "self"), command);
  for (const command of ["rename", "pin", "lock", "apply", "import", "plan"] as const)
    assert.not.ok(may(command, "self"), command);
});

test("an advocate looks after their pod and moves nobody", () => {
  for (const command of ["rename", "meeting", "pin", "unpin", "nominate"] as const)
    assert.ok(may(command, "advocate"), command);
  for (const command of ["leave", "forget", "export", "lock", "apply"] as const)
    assert.not.ok(may(command, "advocate"), command);
});

test("every command a body can hold is in the table", () => {
  const words = [MemberCommand, RebalanceCommand, DigestCommand, PodCommand].flatMap((union) =>
    union.options.flatMap((option) => [...option.shape.do.values]),
  );
  for (const word of words) assert.ok(word in AUTHORITY, word);
});

test.run();
