/** What is kept, what is shown, and every way out. */
import type { Settings } from "#shared/core/settings.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { html } from "#shared/web/markup.ts";

const WAYS_OUT = [
  [
    "/pod pause 4w",
    "Leaves your seat for as long as you say. You are not asked and not moved; come back with /pod back.",
  ],
  ["/pod leave", "Frees your seat. Come back whenever you like."],
  ["/pod independent", "You work on your own: never asked again, still thanked and credited."],
  ["/pod decline", "Says no to an invitation, once and for all."],
  ["/pod forget me", "Erases your name and GitHub number. What you did stays counted, as done by a former member."],
] as const;

export function privacyPage(settings: Settings): string {
  return layout({
    settings,
    title: "Privacy and leaving",
    description: "What we keep about people, what we show, and how to leave.",
    body: html`<div class="wrap narrow"><p class="crumbs"><a href="${linkTo(settings, "pods")}">All pods</a> / Privacy</p>
<div class="title"><h1>Privacy and leaving</h1></div>
<p class="lead">Taking part is an offer. It is as easy to leave as to join, and nobody asks why.</p>
<div class="stack"><section class="panel prose">
<h2>Ways out</h2>
<p>Comment one of these on any issue or pull request of ${settings.organisation}. It works at once, whatever else is going on.</p>
<dl class="gap">${WAYS_OUT.map(([command, what]) => html`<dt><code>${command}</code></dt><dd>${what}</dd>`)}</dl>
<h2>What everybody sees</h2>
<p>Of people who sit in a pod: GitHub name, the city of the time zone, the month they joined, their pod. Of people who wait for a seat, work independently or were in a pod before: the same without a pod, and which of these it is. The weekly digest thanks by name for what was done in public repositories. Pages load nothing from anywhere else.</p>
<p>Nobody is ranked. Who was invited and has not answered, who pauses, and who declined is shown nowhere.</p>
<h2>What we keep</h2>
<ul><li>Your GitHub name and number, the areas you chose, how long you have been around, your time zone, and whether you would be an advocate.</li>
<li>What you do in the repositories of ${settings.organisation}: issues, pull requests, reviews, releases. Text of comments is not kept.</li>
<li>If our GitHub app is let into private repositories, of these too the facts (titles, labels, counts), which are shown nowhere.</li>
<li>Your seat, and the seats you had, under a random name. Only one place joins that name to yours, and forgetting empties it.</li></ul>
<p>No e-mail address, no cookie, no tracking, no script on these pages.</p>
<h2>Your copy</h2>
<p>Ask a maintainer for an export of everything kept about you.</p>
</section></div></div>`,
  });
}
