import type { Database, Statement } from 'better-sqlite3';

/** Records the statements of a service with their parameters, so that a floor can do the same work by hand. */
export interface Traced {
  sql: string;
  parameters: unknown[];
}

/**
 * Records every statement that a connection prepares and runs from now on.
 * @returns takes the statements recorded since the last call
 */
export function traceStatements(sqlite: Database): () => Traced[] {
  let noted: Traced[] = [];
  const prepare = sqlite.prepare.bind(sqlite);
  const traced = (sql: string): Statement => {
    const statement = prepare(sql);
    return new Proxy(statement, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== 'function') return value;
        if (property !== 'all' && property !== 'run' && property !== 'get' && property !== 'iterate') return value.bind(target);
        return (...given: unknown[]) => {
          noted.push({ sql, parameters: Array.isArray(given[0]) ? [...(given[0] as unknown[])] : given });
          return (value as (...parameters: unknown[]) => unknown).apply(target, given);
        };
      }
    });
  };
  Object.defineProperty(sqlite, 'prepare', { value: traced });
  return () => {
    const taken = noted;
    noted = [];
    return taken;
  };
}

/** Runs traced statements, each prepared once, by hand. */
export function replayer(sqlite: Database): (traced: readonly Traced[]) => void {
  const prepared = new Map<string, Statement>();
  return (traced) => {
    for (const { sql, parameters } of traced) {
      let statement = prepared.get(sql);
      if (!statement) prepared.set(sql, (statement = sqlite.prepare(sql)));
      if (statement.reader) statement.all(parameters);
      else statement.run(parameters);
    }
  };
}
