import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { findRedis } from "../../tools/redis-program.ts";

const finding = suite("finding a Redis");

/** A machine with only these programs: small scripts in a folder that is the whole PATH. */
async function machine(programs: Record<string, string>, root = true) {
  const folder = await mkdtemp(join(tmpdir(), "pods-path-"));
  for (const [name, body] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${body}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const said: string[] = [];
  return { folder, said, path: folder, root, say: (sentence: string) => void said.push(sentence) };
}

const version = (major: number) => `echo 'Redis server v=${major}.0.15 sha=00000000:0'`;

finding("takes redis-server from the PATH and installs nothing", async () => {
  const here = await machine({ "redis-server": version(7), "apt-get": "exit 1", docker: "exit 1" });
  assert.equal(await findRedis(here), { kind: "program", path: join(here.folder, "redis-server") });
  assert.equal(here.said, []);
});

finding("takes valkey-server when redis-server is too old", async () => {
  const here = await machine({ "redis-server": version(6), "valkey-server": version(8) });
  assert.equal(await findRedis(here), { kind: "program", path: join(here.folder, "valkey-server") });
});

finding("installs it with apt as root, without questions, and says so", async () => {
  const here = await machine({});
  const server = join(here.folder, "redis-server");
  const script = `
    [ "$DEBIAN_FRONTEND" = noninteractive ] || exit 1
    case "$*" in
      *update*) exit 100 ;;
      *install*-y*redis-server*) printf '#!/bin/sh\\n%s\\n' "${version(7).replaceAll('"', '\\"')}" > ${server}; /bin/chmod 755 ${server} ;;
    esac`;
  await writeFile(join(here.folder, "apt-get"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  assert.equal(await findRedis(here), { kind: "program", path: server });
  assert.is(here.said.length, 1);
  assert.match(here.said[0] as string, /redis-server with apt/);
});

finding("leaves apt alone when it is not root, and takes docker", async () => {
  const here = await machine({ "apt-get": "exit 0", docker: "exit 0" }, false);
  const found = await findRedis(here);
  assert.is(found.kind, "docker");
});

finding("says in one sentence what to install when there is nothing", async () => {
  const here = await machine({ docker: "echo 'Cannot connect to the Docker daemon' >&2; exit 1" });
  try {
    await findRedis(here);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), /install redis-server 7 or valkey-server 8.*Cannot connect to the Docker daemon/);
  }
});

finding.run();
