import { suite } from "uvu";
import * as assert from "uvu/assert";
import { scheduleOf, startSchedule } from "../../tools/gateway/schedule.ts";
import { readStack } from "../../tools/gateway/stack.ts";

const schedule = suite("schedules");

schedule("belong to functions with the topic of the cron-connector", () => {
  assert.is(scheduleOf({ topic: "cron-function", schedule: "@every 10s" }), "@every 10s");
  assert.is(scheduleOf({ topic: "kafka", schedule: "@every 10s" }), undefined);
});

schedule("may be five fields, with a time zone, a name, or a duration", () => {
  for (const good of [
    "*/15 * * * *",
    "0 9 * * 1",
    "CRON_TZ=Europe/London 0 9 * * 1",
    "@hourly",
    "@daily",
    "@every 1h30m",
  ]) {
    startSchedule(good, () => {}).stop();
  }
});

schedule("are refused where the cron-connector would drop them silently", () => {
  for (const wrong of [
    "* * * * * *",
    "0 9 * * 1; 0 9 * * 2",
    "TZ=Mars/Olympus 0 9 * * 1",
    "",
    "whenever",
    "@every 10",
    "@every 10 s",
  ]) {
    assert.throws(() => startSchedule(wrong, () => {}), undefined, wrong);
  }
});

const stack = suite("stack.yml");

stack("is read as faas-cli reads it", () => {
  const [pods] = readStack(
    `provider: { name: openfaas }
functions:
  pods:
    lang: node18-ts
    handler: ./functions/pods
    image: \${PODS_REGISTRY:-ghcr.io/openfaas-pods}/pods:\${TAG:-latest}
    environment: { exec_timeout: 8s, RAW_BODY: true, N: 5 }
    secrets: [pods-redis-url]
    annotations: { topic: cron-function, schedule: "@every 10s" }
    limits: { memory: 128Mi }
    readonly_root_filesystem: true
`,
    { TAG: "abc" },
  );
  assert.equal(pods, {
    service: "pods",
    image: "ghcr.io/openfaas-pods/pods:abc",
    envVars: { exec_timeout: "8s", RAW_BODY: "true", N: "5" },
    secrets: ["pods-redis-url"],
    labels: {},
    annotations: { topic: "cron-function", schedule: "@every 10s" },
    limits: { memory: "128Mi" },
    requests: undefined,
    readOnlyRootFilesystem: true,
  });
});

schedule.run();
stack.run();
