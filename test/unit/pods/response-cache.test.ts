import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openResponseCache } from "../../../functions/pods/response-cache.ts";

const test = suite("response cache");

function rendering(body = "page") {
  const made = { times: 0 };
  const render = async () => {
    made.times += 1;
    return { body, headers: {} };
  };
  return { render, made };
}

test("an answer is rendered once for a state and an address", async () => {
  const cached = openResponseCache();
  const { render, made } = rendering();
  await Promise.all([cached("1", "/").get(render), cached("1", "/").get(render)]);
  await cached("1", "/").get(render);
  assert.is(made.times, 1);
  await cached("1", "/?open=1").get(render);
  assert.is(made.times, 2);
});

test("another state has other names and renders anew; so does the state before", async () => {
  const cached = openResponseCache();
  const { render, made } = rendering();
  const { version } = cached("1", "/");
  assert.is(cached("1", "/").version, version);
  await cached("1", "/").get(render);
  assert.is.not(cached("2", "/").version, version);
  await cached("2", "/").get(render);
  await cached("1", "/").get(render);
  assert.is(made.times, 3);
});

test("a failure is not cached", async () => {
  const cached = openResponseCache();
  const { render } = rendering("mended");
  const failed = await cached("1", "/")
    .get(() => Promise.reject(new Error("away")))
    .catch((error: Error) => error.message);
  assert.is(failed, "away");
  const { bytes } = await cached("1", "/").get(render);
  assert.is(Buffer.from(bytes).toString(), "mended");
});

test("invented addresses cannot make it grow", async () => {
  const cached = openResponseCache();
  const long = rendering("x".repeat(1_000_000));
  for (let i = 0; i < 9; i += 1) await cached("1", `/?q=${i}`).get(long.render);
  await cached("1", "/?q=0").get(long.render);
  assert.is(long.made.times, 10);

  const short = rendering();
  for (let i = 0; i < 501; i += 1) await cached("2", `/?q=${i}`).get(short.render);
  await cached("2", "/?q=0").get(short.render);
  assert.is(short.made.times, 502);
});

test.run();
