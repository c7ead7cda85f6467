type Values = Readonly<Record<string, string | readonly string[] | undefined>>;
type Pairs = Iterable<readonly [string, string]>;

/**
 * Headers as templates pass them, with the interface of native ones. Native ones load all of Node's `fetch`, a seventh of
 * a function's start. `node:http` checks the characters of names and values.
 */
export class EventHeaders {
  readonly #values = new Map<string, string>();
  #cookies: string[] = [];

  constructor(given?: Values | Pairs) {
    if (given === undefined) return;
    if (Symbol.iterator in given) {
      for (const [name, value] of given as Pairs) this.append(name, value);
      return;
    }
    for (const name in given) {
      const value = given[name];
      if (typeof value === "string") this.append(name, value);
      else for (const one of value ?? []) this.append(name, one);
    }
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    if (key === SET_COOKIE) return this.has(key) ? this.#cookies.join(", ") : null;
    return this.#values.get(key) ?? null;
  }

  has(name: string): boolean {
    const key = name.toLowerCase();
    return key === SET_COOKIE ? this.#cookies.length > 0 : this.#values.has(key);
  }

  set(name: string, value: string): void {
    const key = name.toLowerCase();
    if (key === SET_COOKIE) this.#cookies = [String(value)];
    else this.#values.set(key, String(value).trim());
  }

  /** Values of one name are joined with commas, except for cookies, which may contain commas. */
  append(name: string, value: string): void {
    const key = name.toLowerCase();
    const before = this.#values.get(key);
    if (key === SET_COOKIE) this.#cookies.push(String(value));
    else this.set(key, before === undefined ? value : `${before}, ${String(value).trim()}`);
  }

  delete(name: string): void {
    const key = name.toLowerCase();
    if (key === SET_COOKIE) this.#cookies = [];
    else this.#values.delete(key);
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  forEach(act: (value: string, name: string, headers: EventHeaders) => void): void {
    for (const [name, value] of this) act(value, name, this);
  }

  *entries(): Generator<[string, string]> {
    yield* this.#values;
    for (const cookie of this.#cookies) yield [SET_COOKIE, cookie];
  }

  *keys(): Generator<string> {
    for (const [name] of this) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries();
  }

  /** In the form that a template's context accepts. */
  toValues(): Record<string, string | string[]> {
    const values: Record<string, string | string[]> = Object.fromEntries(this.#values);
    if (this.#cookies.length > 0) values[SET_COOKIE] = this.#cookies;
    return values;
  }
}

const SET_COOKIE = "set-cookie";
