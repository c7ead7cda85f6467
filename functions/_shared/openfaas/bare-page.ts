/** An error as a page, where there are no settings that say what the community's pages look like. */
import { html } from "hono/html";
import type { Page, Problem } from "./problem.ts";

export const barePage = ({ status, detail, instance }: Problem): Page => ({
  body: String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This does not work right now</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
</head>
<body>
<main>
<h1>This does not work right now</h1>
<p>${detail}</p>
<h2>What you can do</h2>
<p>Wait a moment and load this page again. If that does not help, tell a maintainer the number of the call below.</p>
<p>Error ${status}, call <code>${instance}</code>. A maintainer finds this call in the log.</p>
</main>
</body>
</html>
`),
  headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
});
