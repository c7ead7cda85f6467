/** Teams of an organisation, which comments may mention. */
import type { Client, Parameters, Place } from "./call.ts";
import { unless } from "./received.ts";

export interface Teams {
  /** Whether an organisation has a team that we may see. */
  hasTeam(place: Place, organisation: string, team: string): Promise<boolean>;
  /** Whether GitHub reads a mention of the team in a comment. */
  mentionsTeam(place: Place, id: number, organisation: string, team: string): Promise<boolean>;
}

export const teamCalls = (client: Client, parameters: Parameters): Teams => ({
  async hasTeam(place, org, team_slug) {
    const { headers } = await parameters(place, "teams");
    const route = "GET /orgs/{org}/teams/{team_slug}";
    return (await unless(404, () => client.request(route, { headers, org, team_slug }))) !== undefined;
  },

  async mentionsTeam(place, id, organisation, team) {
    const { data } = await client.request("GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...(await parameters(place, "teams")),
      comment_id: id,
      mediaType: { format: "html" },
    });
    const mentioned = /class="[^"]*\bteam-mention\b[^"]*"[^>]*>@([^<]+)</g;
    const wanted = `${organisation}/${team}`.toLowerCase();
    return [...(data.body_html ?? "").matchAll(mentioned)].some(([, name = ""]) => name.toLowerCase() === wanted);
  },
});
