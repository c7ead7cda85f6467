import { suite } from "uvu";
import * as assert from "uvu/assert";
import { layout, pageHeaders } from "#shared/web/layout.ts";
import { joinIssueLink, query } from "#shared/web/links.ts";
import { html } from "#shared/web/markup.ts";
import { settings } from "../../support/pages.ts";

const test = suite("layout");

test("the frame: language, title, skip link, the open tab, no script, no inline style", () => {
  const page = layout({ settings, title: "<T>", current: "week", private: true, body: html`<p>x</p>` });
  assert.match(page, '<html lang="en">');
  assert.match(page, "<title>&lt;T&gt; · ");
  assert.match(page, /href="\/function\/weekly-digest\/" aria-current="page">Weekly digest/);
  assert.not.match(page, /<script|<style|style=/);
});

test("the policy names the host that links lead to", () => {
  assert.match(pageHeaders({ publicUrl: "/function" })["Content-Security-Policy"] ?? "", "form-action 'self';");
  const elsewhere = pageHeaders({ publicUrl: "https://pods.example.org/x" })["Content-Security-Policy"] ?? "";
  assert.match(elsewhere, "form-action 'self' https://pods.example.org;");
  assert.not.match(elsewhere, "script-src");
});

test("queries leave out what is empty; issues are prefilled, without labels", () => {
  assert.is(query({ a: "", b: undefined, c: "d e", f: ["1", "2"] }), "?c=d+e&f=1&f=2");
  assert.is(query({}), "");
  const berths = { ...settings, joinRepository: "ships/berths" };
  const link = new URL(joinIssueLink(berths, "Join A&B", "/pod join x tz=Europe/Berlin") ?? "");
  assert.is(link.pathname, "/ships/berths/issues/new");
  assert.is(link.searchParams.get("body"), "/pod join x tz=Europe/Berlin");
  assert.is(link.searchParams.get("labels"), null);
  assert.is(joinIssueLink(settings, "Join A&B", "/pod join x"), undefined, "no repository is made up");
});

test.run();
