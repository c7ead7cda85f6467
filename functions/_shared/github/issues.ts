/** Issues that we open ourselves. */
import type { Client, Parameters, RepositoryPlace } from "./call.ts";
import { writing } from "./failure.ts";

interface IssueText {
  readonly title: string;
  readonly body: string;
}

export interface Issues {
  /** The oldest issue of ours that begins with `marker`, open or closed; `undefined` if there is none. */
  ourIssue(place: RepositoryPlace, marker: string): Promise<(IssueText & { readonly number: number }) | undefined>;
  /** Opens an issue, and returns its number. */
  openIssue(place: RepositoryPlace, text: IssueText): Promise<number>;
  rewriteIssue(place: RepositoryPlace, number: number, text: IssueText): Promise<void>;
}

/** `login` is that of the account that writes. */
export const issueCalls = (client: Client, parameters: Parameters, login: () => Promise<string>): Issues => ({
  async ourIssue(place, marker) {
    // Anybody can paste a marker, so only issues by ourselves are listed.
    const all = await client.paginate("GET /repos/{owner}/{repo}/issues", {
      ...(await parameters(place)),
      creator: await login(),
      state: "all",
      sort: "created",
      direction: "asc",
      per_page: 100,
    });
    const found = all.find(({ body, pull_request }) => !pull_request && body?.startsWith(marker));
    return found && { number: found.number, title: found.title, body: found.body ?? "" };
  },

  async openIssue(place, text) {
    const about = { ...(await parameters(place)), ...text };
    const call = () => client.request("POST /repos/{owner}/{repo}/issues", about);
    return (await writing(place.repository, call)).data.number;
  },

  async rewriteIssue(place, number, text) {
    const about = { ...(await parameters(place)), issue_number: number, ...text };
    await writing(place.repository, () => client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", about));
  },
});
