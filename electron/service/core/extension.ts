/**
 * An extension point: a lower area declares it, areas above register with it, and `areas.ts` composes them before anything is
 * called. The area that asks does not know the areas that answer.
 */
export class Extension<T> {
  readonly #what: string;
  readonly #parts = new Map<string, T>();

  /** @param what is registered, for the error */
  constructor(what: string) {
    this.#what = what;
  }

  /** @throws Error when something of that name is registered already */
  register(name: string, part: T): void {
    if (this.#parts.has(name)) throw new Error(`${this.#what} "${name}" is registered twice`);
    this.#parts.set(name, part);
  }

  /** Undefined for a name under which nothing is registered. */
  find(name: string): T | undefined {
    return this.#parts.get(name);
  }

  /** @throws Error for a name under which nothing is registered */
  get(name: string): T {
    const part = this.#parts.get(name);
    if (part === undefined) throw new Error(`no ${this.#what} "${name}" is registered`);
    return part;
  }

  /** Names and parts in the order of registration: lower areas first. */
  entries(): [string, T][] {
    return [...this.#parts];
  }

  all(): T[] {
    return [...this.#parts.values()];
  }
}
