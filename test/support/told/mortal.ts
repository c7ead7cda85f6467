/** Adapters of processes that die at one of their calls: that call and all later ones fail, until the next process begins. */

export interface Death {
  /** The call that it dies at, counted from 1 over all adapters. */
  readonly call: number;
  /** `after`: the call took effect, and only its answer is lost. */
  readonly when: "before" | "after";
}

export class Life {
  #calls = 0;
  #death: Death | undefined;

  /** A process begins, which may die. */
  begin(death: Death | undefined): void {
    this.#calls = 0;
    this.#death = death;
  }

  /** The adapter as this life uses it. */
  mortal<T extends object>(adapter: T): T {
    return new Proxy(adapter, {
      get: (target, name, receiver) => {
        const method = Reflect.get(target, name, receiver);
        if (this.#death === undefined || typeof method !== "function") return method;
        // It makes another adapter, without a call.
        if (name === "listings") return (...args: unknown[]) => this.mortal(method.apply(target, args) as object);
        return (...args: unknown[]) => this.#call(() => method.apply(target, args), this.#death as Death);
      },
    });
  }

  async #call(make: () => Promise<unknown>, death: Death): Promise<unknown> {
    const call = ++this.#calls;
    const dead = () => new Error(`the process died at call ${death.call}`);
    if (call > death.call || (call === death.call && death.when === "before")) throw dead();
    const result = await make();
    if (call === death.call) throw dead();
    return result;
  }
}
