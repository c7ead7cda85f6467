/**
 * Creates the GitHub app: a form that hands GitHub the app's manifest, and what to do afterwards. Its key goes from GitHub to
 * the maintainer; we never see it.
 */
import { allPermissions } from "#shared/core/github/access.ts";
import { USED_EVENTS } from "#shared/core/github/events.ts";
import { apiOf, githubLink } from "#shared/core/github/site.ts";
import { oneLine } from "#shared/core/people-text.ts";
import type { Settings } from "#shared/core/settings.ts";
import { crumbs } from "#shared/web/crumbs.ts";
import { layout } from "#shared/web/layout.ts";
import { linkTo } from "#shared/web/links.ts";
import { html, type Markup } from "#shared/web/markup.ts";

/** GitHub takes no longer name. */
const NAME_LENGTH_MAX = 34;

/** What GitHub makes the app from. `publicUrl` is absolute. */
const manifestOf = (settings: Settings) => ({
  name: oneLine(`${settings.community} pods`, NAME_LENGTH_MAX),
  url: linkTo(settings, "pods"),
  hook_attributes: { url: `${settings.publicUrl}/on-github-event`, active: true },
  redirect_url: linkTo(settings, "pods", "/github-app"),
  public: false,
  default_permissions: allPermissions(settings),
  default_events: USED_EVENTS,
});

/** One ends all: what GitHub says about a code that it does not take must not become a secret. */
const convertCommands = (
  settings: Settings,
) => `curl -fsS -X POST ${apiOf(settings)}/app-manifests/CODE/conversions > app.json &&
jq -r '"appId: \\(.id)", "privateKey: \\(.pem | tojson)"' app.json > .secrets/pods-github &&
jq -r .webhook_secret app.json > .secrets/pods-webhook-secret &&
faas-cli secret update pods-github --from-file .secrets/pods-github &&
faas-cli secret update pods-webhook-secret --from-file .secrets/pods-webhook-secret &&
rm app.json`;

export function githubAppPage(settings: Settings): string {
  return layout({
    settings,
    title: "GitHub app",
    private: true,
    body: html`<div class="wrap narrow">${crumbs(settings, html`<a href="${linkTo(settings, "pods", "/status")}">Status</a> / GitHub app`)}
<div class="title"><h1>Create the GitHub app</h1></div>
<p class="lead">For the people who run this: an app of ${settings.organisation} with exactly the events and permissions that the functions use.</p>
<div class="stack"><section class="panel prose"><h2>1. Create it</h2>${form(settings)}</section>
<section class="panel prose"><h2>2. Fetch its key</h2><p>GitHub sends you back here, with a code in the address of the page. It works once, for an hour. Put it in the place of <code>CODE</code>, and run this on your own machine, in the folder with <code>.secrets</code>:</p>
<pre><code>${convertCommands(settings)}</code></pre>
<p>The key goes from GitHub to you and into the secret. This page never sees it.</p></section>
<section class="panel prose"><h2>3. Install it</h2><p>On GitHub, open the app’s settings, choose “Install App”, and pick ${settings.organisation} with all repositories, or those that take part. A webhook of the organisation is not needed beside the app’s own.</p>
<p>The <a href="${linkTo(settings, "pods", "/status")}">status page</a> says what arrives and which permission is missing.</p></section></div></div>`,
  });
}

function form(settings: Settings): Markup {
  if (settings.publicUrl.startsWith("/"))
    return html`<p>Set <code>publicUrl</code> in the settings first, such as <code>https://gateway.example.org/function</code>: GitHub has to know where to deliver.</p>`;
  const manifest = manifestOf(settings);
  return html`<p>GitHub shows you what the app may do before it is made. You need to be an owner of ${settings.organisation}.</p>
<dl><dt>Events</dt><dd>${manifest.default_events.join(", ")}</dd><dt>Permissions</dt><dd>${Object.entries(
    manifest.default_permissions,
  )
    .map(([name, level]) => `${name}: ${level}`)
    .join(", ")}</dd><dt>Webhook</dt><dd>${manifest.hook_attributes.url}</dd></dl>
<form method="post" action="${githubLink(settings, `organizations/${settings.organisation}/settings/apps/new`)}"><input type="hidden" name="manifest" value="${JSON.stringify(manifest)}"><p class="gap"><button class="button">Create the app on GitHub</button></p></form>`;
}
