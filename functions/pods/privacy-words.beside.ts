/** What the page about privacy says, as markup. `ORGANISATION` stands for the name of the organisation. */

const WAYS_OUT = [
  [
    "/pod pause 4w",
    "Gives up your seat for as long as you like. We leave you alone until you come back with /pod back.",
  ],
  [
    "/pod leave",
    "Frees your seat. Come back whenever you like. The digest thanks you for the time only if you say /pod goodbye.",
  ],
  ["/pod independent", "You work on your own. We never ask you again, and we still thank and credit you."],
  ["/pod decline", "Says no to an invitation, once and for all."],
  ["/pod forget me", "Erases your name and GitHub number. Your work stays counted, as the work of a former member."],
] as const;

export const PRIVACY: string = `<h2>Ways out</h2>
<p>Comment one of these on any issue or pull request of ORGANISATION. It works at once.</p>
<dl class="gap">${WAYS_OUT.map(([command, what]) => `<dt><code>${command}</code></dt><dd>${what}</dd>`).join("")}</dl>
<h2>What everybody sees</h2>
<p>For people in a pod: their GitHub name, the city of their time zone, the month they joined, and their pod. For people who wait for a seat, work independently, or were in a pod before: the same without a pod, and which of these it is. People who never had a seat show no month. The weekly digest and our credits in release notes thank people by name for their work in public repositories. We introduce you where our news is posted only if you asked for it: <code>/pod join introduce</code>; <code>/pod join introduce=no</code> takes that back, and does not bring people back who have left. Our pages load nothing from other sites.</p>
<p>The page of somebody in a pod also says whether they are its Pod Advocate, and which other areas they want; that of somebody who waits, for which areas, their places on these lists, and which pod has a seat for them. Both also say whether they are open to any area, and whether their first pull request was merged. For eight weeks they show the latest decisions about the seat, the role or the profile, with the day; and why, if a seating or a plan made the decision; but never who asked for it. Once people are asked about a plan, their pages show the move that it has for them.</p>
<p>Nobody is ranked. We never show who has not answered an invitation: their work is credited like that of people who were never asked. While people are on a break, or after they declined, our pages and the digest do not name them. The notes of a release name everybody whose work is in it, unless they asked to be forgotten.</p>
<p>Everybody also sees that you are new: the weekly digest welcomes you, with the name of somebody to say hello to; and the agenda of the next meeting lists you under introductions.</p>
<p>Only your pod’s advocate and maintainers see that nothing was seen of you for four weeks, or that nobody has answered you yet: so that somebody can. Everybody sees how many newcomers wait for an answer, without names. Maintainers also see how many people worked together for the first time each week, without names.</p>
<h2>What we keep</h2>
<ul><li>Your GitHub name and number, the areas you chose, how long you have been around, your time zone, whether and how long you volunteer as an advocate, and whom you would like to sit with, which we show nobody; with when it was said, and by whom.</li>
<li>Your work in the repositories of ORGANISATION: issues, pull requests, reviews, releases. Of comments we keep only what is said for the digest: thanks by you and to you, posts, demos, notes of meetings.</li>
<li>Your commands and our answers, what was decided about your seat, seats offered to you, and where we name you.</li>
<li>If our GitHub app has access to private repositories: the facts of these too (titles, labels, counts). They are shown nowhere.</li>
<li>Your seat and your past seats, under a random name. A single record links that name to you, and <code>/pod forget me</code> deletes it.</li></ul>
<p>No e-mail addresses, no cookies, no tracking, no scripts on these pages.</p>
<h2>Your copy</h2>
<p>Ask a maintainer for an export of everything we keep about you.</p>`;
