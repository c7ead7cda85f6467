import { suite } from "uvu";
import * as assert from "uvu/assert";
import { identityHashes } from "#shared/redis/identity-hashes.ts";

const hashes = suite("hashes of people");

hashes("depend on the person and on the key alone, however many are asked for", () => {
  let key = "one key";
  const used = identityHashes(() => key);
  const of = (n: number) => used.name(`sailor-${n}`);
  const first = Array.from({ length: 2_500 }, (_, n) => of(n));
  assert.is(new Set(first).size, first.length);
  assert.equal(
    first.map((_, n) => of(n)),
    first,
  );
  key = "another key";
  assert.is.not(of(0), first[0]);
  key = "one key";
  assert.is(of(0), first[0]);
});

hashes("tell a number from a login, and recognise what is kept", () => {
  const { kept, recognising } = identityHashes(() => "one key");
  const shared = (one: string, other: string) => one.split(",").some((hash) => other.split(",").includes(hash));
  assert.ok(shared(kept({ login: "Ada", id: 1 }), recognising({ login: "eve", id: 1 })));
  assert.ok(shared(kept({ login: "Ada" }), recognising({ login: "ada", id: 1 })));
  assert.not.ok(shared(kept({ login: "Ada", id: 1 }), recognising({ login: "ada", id: 2 })));
  assert.not.ok(shared(kept({ login: "7" }), recognising({ login: "eve", id: 7 })));
});

hashes.run();
