import { suite } from "uvu";
import * as assert from "uvu/assert";
import { singleFlightFresh } from "#shared/openfaas/single-flight.ts";

const test = suite("singleFlightFresh");

/** A read that ends when the test says so. */
function slowRead() {
  const ends: PromiseWithEnd[] = [];
  const read = () => {
    const { promise, resolve, reject } = withEnd();
    ends.push({ promise, resolve, reject });
    return promise;
  };
  return { read: singleFlightFresh(read), ends };
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

test("calls during a read share the next read, never the current one", async () => {
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

test("a failing read fails for its own callers only, and the next one still happens", async () => {
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
