import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  isLabelRight,
  labelDefinition,
  labelStep,
  NO_LABEL,
  othersLabels,
  podInLabel,
} from "#shared/core/github/pod-label.ts";
import { Settings } from "#shared/core/settings.ts";
import type { LabelState } from "#shared/core/thread.ts";

const test = suite("the label of a thread's pod");
const NARWHAL = "pod/narwhal";
const ORCA = "pod/orca";
const put = (name: string | null, done = true, handsOff = false): LabelState => ({ name, done, handsOff });
const HANDS_OFF = put(null, false, true);

test("only the slugs of pods make labels of pods", () => {
  assert.equal(["pod/narwhal", "Pod/Orca", "pod/eviction", "pods/orca", "orca"].map(podInLabel), [
    1,
    2,
    undefined,
    undefined,
    undefined,
  ]);
});

test("ours is put on, and follows the pod", () => {
  assert.equal(labelStep(["bug"], NO_LABEL, NARWHAL), { state: put(NARWHAL, false), add: NARWHAL });
  assert.equal(labelStep(["bug", NARWHAL], put(NARWHAL, false), NARWHAL), { state: put(NARWHAL) });
  assert.equal(labelStep([NARWHAL], put(NARWHAL), ORCA), { state: put(NARWHAL, false), remove: NARWHAL });
  assert.equal(labelStep([], put(NARWHAL, false), ORCA), { state: put(ORCA, false), add: ORCA });
  assert.equal(labelStep([NARWHAL], put(NARWHAL), null), { state: put(NARWHAL, false), remove: NARWHAL });
  assert.equal(labelStep([], put(NARWHAL, false), null), { state: NO_LABEL });
  assert.ok(isLabelRight(["Pod/Narwhal"], put(NARWHAL), NARWHAL), "GitHub's labels have no case");
  assert.not(isLabelRight([NARWHAL], put(NARWHAL, false), NARWHAL), "that it is there is to be saved");
});

test("a person who takes ours off, or chooses another, has the last word", () => {
  assert.equal(labelStep([], put(NARWHAL), NARWHAL), { state: HANDS_OFF });
  assert.equal(labelStep([ORCA], NO_LABEL, NARWHAL), { state: HANDS_OFF });
  assert.equal(labelStep([ORCA], NO_LABEL, ORCA), { state: HANDS_OFF });
  assert.equal(labelStep([NARWHAL, ORCA], put(NARWHAL), ORCA), {
    state: put(NARWHAL, false, true),
    remove: NARWHAL,
  });
  assert.equal(labelStep([ORCA], put(NARWHAL, false, true), ORCA), { state: HANDS_OFF });
  for (const labels of [[], [ORCA], ["bug"]]) assert.ok(isLabelRight(labels, HANDS_OFF, NARWHAL));
  assert.equal(othersLabels(["bug", "POD/narwhal", ORCA], put(NARWHAL)), ["bug", ORCA]);
});

test("from any state the steps end, with one label of a pod at most that is ours", () => {
  for (const before of [NO_LABEL, put(NARWHAL), put(NARWHAL, false), put(NARWHAL, false, true), HANDS_OFF])
    for (const at of [[], [NARWHAL], [ORCA], [NARWHAL, ORCA]])
      for (const wanted of [null, NARWHAL, ORCA]) {
        let [labels, state, steps]: [string[], LabelState, number] = [at, before, 0];
        while (!isLabelRight(labels, state, wanted)) {
          const step = labelStep(labels, state, wanted);
          state = step.state;
          labels = labels.filter((label) => label !== step.remove).concat(step.add ?? []);
          assert.ok(++steps < 5, `${JSON.stringify(before)} ${at} ${wanted}`);
        }
        if (!state.handsOff) assert.equal(labels, wanted === null ? [] : [wanted]);
      }
});

test("its definition fits GitHub's limits and names no pod, which people may rename", () => {
  const settings = Settings.parse({
    community: "Ships",
    organisation: "ships",
    areas: { hull: { title: `Hull ${"x".repeat(50)}` } },
  });
  const { name, color, description } = labelDefinition({ slug: "narwhal", area: "hull" }, settings);
  assert.is(name, NARWHAL);
  assert.match(color, /^[0-9a-f]{6}$/);
  assert.match(description, /^For the pod that looks after Hull/);
  assert.ok(description.length <= 100);
});

test.run();
