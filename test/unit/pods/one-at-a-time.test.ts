import { suite } from "uvu";
import * as assert from "uvu/assert";
import { oneAtATime } from "../../../functions/pods/one-at-a-time.ts";

const test = suite("one at a time");

/** A read that ends when it is told to. */
function slowRead() {
  const ends: PromiseWithEnd[] = [];
  const read = () => {
    const { promise, resolve, reject } = withEnd();
    ends.push({ promise, resolve, reject });
    return promise;
  };
  return { read: oneAtATime(read), ends };
}

interface PromiseWithEnd {
  readonly promise: Promise<string>;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

function withEnd(): PromiseWithEnd {
  let end: Omit<PromiseWithEnd, "promise"> | undefined;
  const promise = new Promise<string>((resolve, reject) => {
    end = { resolve, reject };
  });
  return { promise, ...(end as Omit<PromiseWithEnd, "promise">) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("who comes while a read is on its way shares the next one, and never that one", async () => {
  const { read, ends } = slowRead();
  const first = read();
  const [second, third] = [read(), read()];
  assert.is(ends.length, 1);
  ends[0]?.resolve("before");
  assert.is(await first, "before");
  await turn();
  assert.is(ends.length, 2);
  ends[1]?.resolve("after");
  assert.equal(await Promise.all([second, third]), ["after", "after"]);
});

test("a read that fails fails for those who wait for it, and the next one is made all the same", async () => {
  const { read, ends } = slowRead();
  const first = read();
  const second = read();
  ends[0]?.reject(new Error("away"));
  assert.is(await first.catch((error: Error) => error.message), "away");
  await turn();
  ends[1]?.resolve("back");
  assert.is(await second, "back");
  const third = read();
  assert.is(ends.length, 3);
  ends[2]?.resolve("again");
  assert.is(await third, "again");
});

test.run();
