/** The packages that are installed: each runs on the oldest Node that we promise. */
import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("the packages");

const LOCKS = ["package-lock.json", "test/support/github/openapi/package-lock.json"];

interface Package {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const oldest = majorOf(manifest.engines.node);

/** The number in "^20.19.0", ">= 20" or "20.*". */
function majorOf(comparator: string): number {
  const [, major] = /^(?:>=|[\^~])? *(\d+)(?:\.[\d*]+)*$/.exec(comparator) ?? [];
  if (major === undefined) throw new Error(`What does "${comparator}" mean?`);
  return Number(major);
}

/** Whether some version of the oldest Node lies in a range such as "^20.19.0 || >=22". */
const takesOldest = (range: string): boolean =>
  range.split("||").some((alternative) =>
    alternative
      .replace(/>= +/g, ">=")
      .trim()
      .split(/ +/)
      .every((comparator) => {
        if (comparator === "*") return true;
        const major = majorOf(comparator);
        return comparator.startsWith(">") ? major <= oldest : major === oldest;
      }),
  );

test("run on the oldest Node that package.json promises", () => {
  for (const lock of LOCKS) {
    const packages = Object.entries<Package>(JSON.parse(readFileSync(lock, "utf8")).packages);
    assert.ok(packages.length > 5, lock);
    const refusing = packages.filter(([, { engines }]) => !takesOldest(engines?.node ?? "*"));
    assert.equal(
      refusing.map(([path, { version, engines }]) => `${path} ${version} wants Node ${engines?.node}`),
      [],
    );
  }
});

test("a range of versions is read as npm reads it", () => {
  const ranges = ["*", ">= 0.8", ">=20", "^20.19.0 || >=22.12.0", "18 || 20 || >=22", "6.* || 8.* || >= 10.*"];
  assert.equal(ranges.filter(takesOldest), ranges);
  for (const range of [">=22", "^18 || ^22.16", "18.*", ">=16 18"]) assert.not(takesOldest(range), range);
  assert.throws(() => takesOldest("<22"), /"<22"/);
});

test.run();
