import { suite } from "uvu";
import * as assert from "uvu/assert";
import { apiOf, githubLink, hostOf, noReplyHostOf } from "#shared/core/github/site.ts";
import { parseSettings } from "#shared/openfaas/settings-file.ts";

const test = suite("where GitHub is");

const at = (address: string) =>
  parseSettings(
    `community: Ships\norganisation: ships\nareas: { hull: {} }\n${address && `github: ${address}`}`,
    "pods.yml",
  );

test("GitHub, an Enterprise on its cloud, and an Enterprise Server each have an address for their API", () => {
  for (const [web, site, api, host] of [
    ["", "https://github.com", "https://api.github.com", "github.com"],
    ["https://ships.ghe.com", "https://ships.ghe.com", "https://api.ships.ghe.com", "ships.ghe.com"],
    ["https://Git.Example.org/", "https://git.example.org", "https://git.example.org/api/v3", "git.example.org"],
    [
      "http://git.example.org:8080",
      "http://git.example.org:8080",
      "http://git.example.org:8080/api/v3",
      "git.example.org",
    ],
  ] as const) {
    const settings = at(web);
    assert.is(githubLink(settings, "ships/hull"), `${site}/ships/hull`);
    assert.is(apiOf(settings), api);
    assert.is(noReplyHostOf(settings), `users.noreply.${host}`);
  }
  assert.is(hostOf(at("http://git.example.org:8080")), "git.example.org:8080");
});

test("an address with a path is refused, such as that of the API", () => {
  for (const line of [
    "https://git.example.org/api/v3",
    "git.example.org",
    "ftp://git.example.org",
    "https://a@b",
    "https://",
  ])
    assert.throws(() => at(line), /github/, line);
});

test.run();
