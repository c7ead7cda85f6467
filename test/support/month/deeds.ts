/** What people did in the month and is to be credited, each time once: `kind place login`. */
import { dayOf } from "#shared/core/week.ts";
import type { User } from "../github/deliver-as-github.ts";
import type { Played } from "./act.ts";
import type { Step } from "./life.ts";
import { groupOf } from "./people.ts";
import type { Repositories } from "./ships.ts";

export class Deeds {
  readonly all: string[] = [];
  readonly #places: Repositories;
  readonly #reviewed = new Set<string>();

  constructor(places: Repositories) {
    this.#places = places;
  }

  opens(one: Played): void {
    this.#add("opened", one, one.plan.author);
  }

  /** Before it is done. */
  does(one: Played, step: Step, at: number): void {
    if (step.do === "merge") {
      this.#add("merged", one, one.plan.author);
      for (const coAuthor of one.plan.coAuthors) this.#add("co-authored", one, coAuthor);
    }
    if (step.do === "close" && !one.thread.isPullRequest && step.why === "completed") this.#add("closed", one, step.by);
    if (step.do === "review") {
      const review = `${one.thread.id} ${step.by.id} ${dayOf(at, "UTC")}`;
      if (!this.#reviewed.has(review)) this.#add("reviewed", one, step.by);
      this.#reviewed.add(review);
    }
  }

  /** Robots are credited for nothing, and people who asked to be forgotten without their name. */
  #add(kind: string, { thread, repository }: Played, by: User): void {
    const group = groupOf(by);
    const name = group === "forgotten" ? "" : by.login;
    if (group !== undefined) this.all.push(`${kind} ${this.#places[repository].id}#${thread.number} ${name}`);
  }
}
