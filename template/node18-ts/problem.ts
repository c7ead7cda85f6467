/** The server's own errors: a page for a person with a browser, else as RFC 9457 has it. */
import type { IncomingHttpHeaders, ServerResponse } from "node:http";

export interface Problem {
  readonly status: number;
  /** One sentence of our own: it is put into the page as it is. */
  readonly detail: string;
  readonly callId: string;
}

const TITLES: Readonly<Record<number, string>> = { 413: "Content Too Large", 500: "Internal Server Error" };

const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  Vary: "Accept",
  "X-Content-Type-Options": "nosniff",
};

export function sendProblem(response: ServerResponse, { accept = "" }: IncomingHttpHeaders, problem: Problem): void {
  const { status, detail, callId } = problem;
  const title = TITLES[status] ?? "Error";
  const isPage = accept.startsWith("text/html"); // as every browser says
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.statusCode = status;
  response.setHeaders(new Map(Object.entries({ ...HEADERS, "X-Call-Id": callId })));
  response.setHeader("Content-Type", isPage ? "text/html; charset=utf-8" : "application/problem+json");
  response.end(
    isPage ? page(title, problem) : JSON.stringify({ type: "about:blank", title, status, detail, instance: callId }),
  );
}

const page = (title: string, { status, detail, callId }: Problem) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
</head>
<body>
<main>
<h1>${title}</h1>
<p>${detail}</p>
<h2>What you can do</h2>
<p>${status < 500 ? "Go back and try it another way." : "Try again. If it happens again, tell a maintainer the number of the call below."}</p>
<p>Error ${status}, call <code>${callId}</code>. A maintainer finds this call in the log.</p>
</main>
</body>
</html>
`;
