import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openAnswers } from "../../../functions/pods/answers.ts";

const test = suite("answers");

function rendering(body = "page") {
  const made = { times: 0 };
  const render = async () => {
    made.times += 1;
    return { body, headers: {} };
  };
  return { render, made };
}

test("an answer is rendered once for a state and an address", async () => {
  const answers = openAnswers();
  const { render, made } = rendering();
  await Promise.all([answers("1", "/").get(render), answers("1", "/").get(render)]);
  await answers("1", "/").get(render);
  assert.is(made.times, 1);
  await answers("1", "/?open=1").get(render);
  assert.is(made.times, 2);
});

test("another state has other names and renders anew; so does the state before", async () => {
  const answers = openAnswers();
  const { render, made } = rendering();
  const { name } = answers("1", "/");
  assert.is(answers("1", "/").name, name);
  await answers("1", "/").get(render);
  assert.is.not(answers("2", "/").name, name);
  await answers("2", "/").get(render);
  await answers("1", "/").get(render);
  assert.is(made.times, 3);
});

test("what failed is not kept", async () => {
  const answers = openAnswers();
  const { render } = rendering("mended");
  const failed = await answers("1", "/")
    .get(() => Promise.reject(new Error("away")))
    .catch((error: Error) => error.message);
  assert.is(failed, "away");
  const { bytes } = await answers("1", "/").get(render);
  assert.is(Buffer.from(bytes).toString(), "mended");
});

test("a reader who invents addresses cannot make it grow", async () => {
  const answers = openAnswers();
  const long = rendering("x".repeat(1_000_000));
  for (let i = 0; i < 9; i += 1) await answers("1", `/?q=${i}`).get(long.render);
  await answers("1", "/?q=0").get(long.render);
  assert.is(long.made.times, 10);

  const short = rendering();
  for (let i = 0; i < 501; i += 1) await answers("2", `/?q=${i}`).get(short.render);
  await answers("2", "/?q=0").get(short.render);
  assert.is(short.made.times, 502);
});

test.run();
