import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseOptions, type StartOptions } from "../../tools/start/options.ts";

const options = suite("npm start's options");

options("have defaults", () => {
  assert.equal(parseOptions([]), {
    port: 8080,
    people: 240,
    empty: false,
    reset: false,
    settingsFile: "pods.yml",
    schedule: true,
    inspectPort: undefined,
  });
});

options("are all understood", () => {
  const all = [
    "--port",
    "0",
    "--people",
    "9",
    "--empty",
    "--reset",
    "--settings",
    "x.yml",
    "--no-schedule",
    "--inspect",
  ];
  assert.equal(parseOptions(all), {
    port: 0,
    people: 9,
    empty: true,
    reset: true,
    settingsFile: "x.yml",
    schedule: false,
    inspectPort: 9230,
  });
  const { inspectPort } = parseOptions(["--inspect-port", "9300"]) as StartOptions;
  assert.is(inspectPort, 9300);
  assert.is(parseOptions(["-h"]), "help");
});

options("that are wrong are reported by name", () => {
  assert.throws(() => parseOptions(["--port", "http"]), /--port takes a whole number from 0 to 65535, not "http"/);
  assert.throws(() => parseOptions(["--people", "0"]), /--people takes/);
  assert.throws(() => parseOptions(["--people", "1e3"]), /--people takes/);
  assert.throws(() => parseOptions(["--colour"]), /--colour/);
  assert.throws(() => parseOptions(["demo"]), /demo/);
});

options.run();
