import { suite } from "uvu";
import * as assert from "uvu/assert";
import { EventHeaders } from "#shared/openfaas/event-headers.ts";
import { EventResponse } from "#shared/openfaas/event-response.ts";

const test = suite("event response");

/** Our classes and Node's get the same calls and must give the same results. */
const KINDS = { Headers: [EventHeaders, Headers], Response: [EventResponse, Response] } as const;

test("headers behave like native ones", () => {
  const [ours, native] = KINDS.Headers.map((Kind) => {
    const headers = new Kind([
      ["X-List", "1"],
      ["x-list", " 2 "],
      ["Set-Cookie", "a=1, b"],
    ]);
    headers.append("set-cookie", "c=2");
    headers.set("Vary", "Accept");
    headers.append("VARY", "Origin");
    headers.set("Gone", "1");
    headers.delete("gone");
    const each: [string, string][] = [];
    headers.forEach((value, name) => {
      each.push([name, value]);
    });
    return {
      all: [...headers].sort(),
      each: each.sort(),
      keys: [...headers.keys()].sort(),
      values: [...headers.values()].sort(),
      cookies: headers.getSetCookie(),
      asked: ["X-LIST", "gone", "set-cookie", "vary"].map((name) => [headers.get(name), headers.has(name)]),
      copied: [...new Kind(headers as never)].sort(),
    };
  });
  assert.equal(ours, native);
});

test("a template's headers become headers and are given back", () => {
  const headers = new EventHeaders({
    accept: "a/b",
    "x-list": ["1", "2"],
    "set-cookie": ["a=1", "b=2"],
    gone: undefined,
  });
  assert.equal(headers.toValues(), { accept: "a/b", "x-list": "1, 2", "set-cookie": ["a=1", "b=2"] });
});

const BODIES = [
  ["text", () => "été"],
  ["bytes", () => new Uint8Array([0, 255, 10])],
  ["nothing", () => null],
] as const;

for (const [name, body] of BODIES) {
  test(`a response with ${name} behaves like a native one`, async () => {
    const [ours, native] = await Promise.all(
      KINDS.Response.map(async (Kind) => {
        const response = new Kind(body(), { status: 201, headers: { "X-Name": "1" } });
        return {
          status: [response.status, response.ok, response.bodyUsed],
          type: response.headers.get("content-type"),
          name: response.headers.get("x-name"),
          body: await EventResponse.bodyOf(response as Response),
          text: await new Kind(body()).text(),
          cloned: await new Kind(body()).clone().text(),
          empty: response.body === null,
        };
      }),
    );
    assert.equal(ours, native);
  });
}

test("a body that would have to be streamed is refused", () => {
  assert.throws(() => new EventResponse(new Blob(["blob"])), "text or bytes");
});

test("a response over a response takes its status and headers", () => {
  const response = new EventResponse(null, new EventResponse("x", { status: 404, headers: { Allow: "GET" } }));
  assert.is(response.status, 404);
  assert.is(response.headers.get("allow"), "GET");
});

test.run();
