import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readAddress } from "#shared/redis/address.ts";

const test = suite("the address of Redis");

const refused = (text: string): string => {
  try {
    readAddress(text);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was taken");
};

test("what can be read", () => {
  assert.equal(readAddress("redis://redis.openfaas"), { host: "redis.openfaas", port: 6379, db: 0 });
  assert.equal(readAddress(" redis://:p%40s%23s@h:1234/15\n"), { host: "h", port: 1234, password: "p@s#s", db: 15 });
  assert.equal(readAddress("rediss://ada:x@[::1]:6380/"), {
    host: "::1",
    port: 6380,
    username: "ada",
    password: "x",
    db: 0,
    tls: {},
  });
  assert.equal(readAddress("unix://:x@/run/redis.sock?db=2"), { path: "/run/redis.sock", password: "x", db: 2 });
  assert.equal(readAddress("url: redis://h/1\n"), { host: "h", port: 6379, db: 1 });
});

const CASES: readonly (readonly [text: string, says: RegExp])[] = [
  ["redis.openfaas:6379", /no scheme/],
  ["http://redis:6379", /not http:/],
  ["redis+sentinel://a,b/main", /Sentinel is not supported yet/],
  ["redis+cluster://a,b", /Cluster is not supported yet/],
  ["redis://:sesame@", /names no host/],
  ["redis://", /names no host/],
  ["redis://:ses#ame@h", /%23 for #/],
  ["redis://:ses/ame@h", /%2F for \//],
  ["redis://:ses?ame@h", /%3F for \?/],
  ["redis://:ses@ame@h", /%40 for @/],
  ["redis://:100%sesame@h", /%25 for %/],
  ["redis://:ses ame@h", /%20 for a space/],
  ["redis://sesame@h", /a user without a password/],
  ["redis://ada:@h", /password is empty/],
  ["redis://h:port", /port and the number of a database/],
  ["redis://h:0", /port is not a number/],
  ["redis://h:65536", /port is not a number/],
  ["redis://h/openfaas", /"openfaas" is not the number of a database/],
  ["redis://h/1.5", /"1\.5" is not the number/],
  ["redis://h/-1", /is not the number/],
  ["redis://h/0/1", /is not the number/],
  ["redis://h/0?keyPrefix=x", /no options after a \?, such as keyPrefix/],
  ["redis://h?db=3", /no options.*db/],
  ["unix://run/redis.sock", /absolute path/],
  ["unix:///run/redis.sock?mode=1", /no options.*mode/],
  ["url: redis://h\nca: x\n", /need an address that begins with rediss/],
  ["url: rediss://h\nca: sesame\n", /ca is not in PEM format/],
  ["url: rediss://h\ncert: |\n  -----BEGIN CERTIFICATE-----\n", /cert and key belong together/],
  ["url: rediss://h\nca: |\n  -----BEGIN CERTIFICATE-----\n  sesame\n  -----END CERTIFICATE-----\n", /cannot be read/],
  ["url: redis://h\nuser: x\n", /it holds url/],
  ["{ url: [", /not YAML/],
];

for (const [text, says] of CASES) {
  test(`refused by name: ${JSON.stringify(text)}`, () => {
    const sentence = refused(text);
    assert.match(sentence, says);
    assert.match(sentence, /^The secret pods-redis-url is malformed: .*"redis:\/\/:password@redis\.openfaas:6379"\.$/);
    assert.not.match(sentence, /ses|ame@/);
  });
}

test.run();
