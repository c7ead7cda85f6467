/** Labels: those of a repository, and those on a thread. */
import type { LabelDefinition } from "../core/github/pod-label.ts";
import type { Client, Parameters, Place } from "./call.ts";
import { writing } from "./failure.ts";
import { unless } from "./received.ts";

export interface Labels {
  /** `undefined` if the repository has no such label. */
  labelDescription(place: Place, name: string): Promise<string | undefined>;
  /** Again it changes nothing. */
  createLabel(place: Place, label: LabelDefinition): Promise<void>;
  /** Changes the description alone. */
  describeLabel(place: Place, label: LabelDefinition): Promise<void>;
  /** Puts a label on a thread; again it changes nothing. */
  label(place: Place, name: string): Promise<void>;
  /** Takes a label off a thread; again it changes nothing. */
  unlabel(place: Place, name: string): Promise<void>;
}

export const labelCalls = (client: Client, parameters: Parameters): Labels => ({
  async labelDescription(place, name) {
    const label = await unless(404, async () =>
      client.request("GET /repos/{owner}/{repo}/labels/{name}", { ...(await parameters(place)), name }),
    );
    return label && (label.data.description ?? "");
  },

  async createLabel(place, label) {
    const route = "POST /repos/{owner}/{repo}/labels";
    const about = { ...(await parameters(place)), ...label };
    await unless(422, () => writing(place.repository, () => client.request(route, about)), /already_exists/);
  },

  async describeLabel(place, { name, description }) {
    const route = "PATCH /repos/{owner}/{repo}/labels/{name}";
    const about = { ...(await parameters(place)), name, description };
    await writing(place.repository, () => client.request(route, about));
  },

  async label(place, name) {
    const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
    const about = { ...(await parameters(place)), issue_number: place.number, labels: [name] };
    await writing(place.repository, () => client.request(route, about));
  },

  async unlabel(place, name) {
    const route = "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}";
    const about = { ...(await parameters(place)), issue_number: place.number, name };
    const call = () => unless(404, () => client.request(route, about), /Label does not exist/);
    await writing(place.repository, call);
  },
});
