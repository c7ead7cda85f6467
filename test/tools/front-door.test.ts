/** What GitHub and an editor read of the repository names scripts, files and versions that exist. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as z from "zod";
import { readStack } from "../../tools/gateway/stack.ts";
import { debuggerPorts } from "../../tools/start/local-functions.ts";
import { INSPECT_PORT_DEFAULT } from "../../tools/start/options.ts";

const door = suite("the front door");

const text = (path: string) => readFileSync(path, "utf8");
const json = (path: string) => JSON.parse(text(path));
const { scripts } = json("package.json") as { scripts: Record<string, string> };

const Step = z.object({ uses: z.string().optional(), run: z.string().optional() });
const Job = z.object({
  "timeout-minutes": z.int(),
  strategy: z.object({ matrix: z.object({ node: z.array(z.int()) }) }).optional(),
  steps: z.array(Step),
});
const Workflow = z.object({
  permissions: z.strictObject({ contents: z.literal("read") }),
  jobs: z.record(z.string(), Job),
});
const WORKFLOWS = readdirSync(".github/workflows").map((name) => join(".github/workflows", name));
const jobsOf = (path: string) => Object.values(Workflow.parse(load(text(path))).jobs);

/** The scripts that a text runs, as `npm run x`, `npm test` or `npm start`. */
const scriptsIn = (commands: string) =>
  [...commands.matchAll(/npm (?:run (?:--?[a-z]+ )*([a-z:-]+)|(test|start)\b)/g)].map(
    ([, run, short]) => run ?? short ?? "",
  );
/** Files of the repository that commands run. */
const filesIn = (commands: string) => commands.match(/(?<![\w/])(\.ci|tools|test)\/[\w./-]+/g) ?? [];

for (const path of WORKFLOWS) {
  door(`${path} may only read, pins its actions, and runs scripts and files that exist`, () => {
    for (const { steps } of jobsOf(path)) {
      const commands = steps.map(({ run = "" }) => run).join("\n");
      assert.ok(scriptsIn(commands).length + filesIn(commands).length > 0);
      for (const script of scriptsIn(commands)) assert.ok(scripts[script], script);
      for (const file of filesIn(commands)) assert.ok(existsSync(file), file);
    }
    for (const [line] of text(path).matchAll(/uses: .*/g)) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
}

door("the tests run on the Node of the images, and on the oldest that package.json allows", () => {
  const [, image = ""] = /^ARG NODE_VERSION=(\d+)$/m.exec(text("template/node18-ts/Dockerfile")) ?? [];
  const oldest = Number(/\d+/.exec(json("package.json").engines.node)?.[0]);
  const versions = jobsOf(".github/workflows/test.yml").flatMap(({ strategy }) => strategy?.matrix.node ?? []);
  assert.is(text(".nvmrc").trim(), image);
  assert.is(Math.min(...versions), oldest);
  assert.ok(versions.includes(Number(image)));
});

door("issue forms are as GitHub reads them", () => {
  const Form = z.object({
    name: z.string(),
    description: z.string(),
    labels: z.array(z.string()),
    body: z.array(
      z.object({
        type: z.enum(["markdown", "textarea", "input", "dropdown", "checkboxes"]),
        id: z
          .string()
          .regex(/^[\w-]+$/)
          .optional(),
        attributes: z.object({ label: z.string().optional(), value: z.string().optional() }),
      }),
    ),
  });
  for (const name of ["bug.yml", "idea.yml"]) {
    const { body } = Form.parse(load(text(`.github/ISSUE_TEMPLATE/${name}`)));
    const ids = body.flatMap(({ id }) => id ?? []);
    assert.is(new Set(ids).size, ids.length);
    for (const { type, attributes } of body) assert.ok(type === "markdown" ? attributes.value : attributes.label);
  }
});

door("every function has an attach configuration at the port where npm start -- --inspect puts it", () => {
  const Launch = z.object({
    configurations: z.array(
      z.object({ name: z.string(), port: z.int().optional(), runtimeArgs: z.array(z.string()).optional() }),
    ),
    compounds: z.array(z.object({ configurations: z.array(z.string()) })),
  });
  const { configurations, compounds } = Launch.parse(json(".vscode/launch.json"));
  const attached = configurations.flatMap(({ name, port }) => (port === undefined ? [] : [[name, port]]));
  const ports = debuggerPorts(readStack(text("stack.yml")), INSPECT_PORT_DEFAULT);
  assert.equal(
    attached,
    Object.entries(ports).map(([name, port]) => [`Attach to ${name}`, port]),
  );
  assert.equal(
    compounds[0]?.configurations,
    attached.map(([name]) => name),
  );
  const files = configurations.flatMap(({ runtimeArgs = [] }) => runtimeArgs.filter((arg) => arg.startsWith("./")));
  assert.ok(files.length > 0);
  for (const file of files) assert.ok(existsSync(file), file);
});

door("the editor's tasks are scripts, and its schema and formatter are there", () => {
  const { tasks } = json(".vscode/tasks.json") as { tasks: { command: string }[] };
  for (const { command } of tasks) for (const script of scriptsIn(command)) assert.ok(scripts[script], script);
  const settings = json(".vscode/settings.json");
  const { recommendations } = json(".vscode/extensions.json") as { recommendations: string[] };
  assert.ok(recommendations.includes(settings["editor.defaultFormatter"]));
  for (const [schema, file] of Object.entries(settings["yaml.schemas"] as Record<string, string>)) {
    assert.ok(existsSync(schema) && existsSync(file), schema);
  }
  assert.ok(existsSync(settings["biome.configurationPath"]));
});

door("the scripts that the pull request's form names exist", () => {
  const named = scriptsIn(text(".github/pull_request_template.md"));
  assert.ok(named.length > 0);
  for (const script of named) assert.ok(scripts[script], script);
});

door.run();
