/**
 * An extension point. A lower area declares it, higher areas register with it, and `areas.ts` composes them before the first call,
 * so the lower area need not know them.
 */
export class Extension<T> {
  readonly #what: string;
  readonly #parts = new Map<string, T>();

  /** @param what name of the parts, for errors */
  constructor(what: string) {
    this.#what = what;
  }

  /** @throws Error when the name is registered already */
  register(name: string, part: T): void {
    if (this.#parts.has(name)) throw new Error(`${this.#what} "${name}" is registered twice`);
    this.#parts.set(name, part);
  }

  /** Undefined for an unregistered name. */
  find(name: string): T | undefined {
    return this.#parts.get(name);
  }

  /** @throws Error for an unregistered name */
  get(name: string): T {
    const part = this.#parts.get(name);
    if (part === undefined) throw new Error(`no ${this.#what} "${name}" is registered`);
    return part;
  }

  /** Names and parts in the order of registration, lower areas first. */
  entries(): [string, T][] {
    return [...this.#parts];
  }

  all(): T[] {
    return [...this.#parts.values()];
  }
}
