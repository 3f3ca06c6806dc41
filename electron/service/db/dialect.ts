import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database as Sqlite, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type LimitNode,
  type QueryResult
} from 'kysely';

/** Number of prepared statements kept. Kysely's own dialect prepares on every call, which takes a third of a booking's time. */
const CACHE_SIZE = 500;
/** How long a write waits for another process to unlock the file, ms. The thread is free meanwhile. */
const BUSY_WAIT_MS = 15_000;
const BUSY_STEP_MS = 20;

const inTransaction = new AsyncLocalStorage<{ open: boolean }>();

function demandOutside(): void {
  if (inTransaction.getStore()?.open) {
    throw new Error('The outer database handle was used inside a transaction: pass the transaction on instead.');
  }
}

class Connection implements DatabaseConnection {
  private readonly statements = new Map<string, Statement>();
  private readonly sqlite: Sqlite;

  constructor(sqlite: Sqlite) {
    this.sqlite = sqlite;
  }

  prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.sqlite.prepare(sql);
      if (this.statements.size >= CACHE_SIZE) {
        const oldest = this.statements.keys().next().value;
        if (oldest !== undefined) this.statements.delete(oldest);
      }
      this.statements.set(sql, statement);
    }
    return statement;
  }

  run<R>(sql: string, parameters: readonly unknown[]): QueryResult<R> {
    const statement = this.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.run(query.sql, query.parameters);
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A fresh statement, because a cached one could run again while its rows are read.
    for (const row of this.sqlite.prepare(query.sql).iterate(query.parameters)) yield { rows: [row as R] };
  }
}

/** Runs one task at a time on the single connection, so that a read never sees half a command. */
class Turn {
  private tail: Promise<void> | null = null;

  get isFree(): boolean {
    return this.tail === null;
  }

  /** Waits for a turn. @returns ends the turn */
  async take(): Promise<() => void> {
    const before = this.tail;
    let end = () => {};
    const mine = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.tail = mine;
    if (before) await before;
    return () => {
      if (this.tail === mine) this.tail = null;
      end();
    };
  }
}

class StationDriver implements Driver {
  private readonly sqlite: Sqlite;
  private readonly connection: Connection;
  private readonly turn = new Turn();
  private release: (() => void) | null = null;

  constructor(sqlite: Sqlite) {
    this.sqlite = sqlite;
    this.connection = new Connection(sqlite);
  }

  async init(): Promise<void> {}

  /** Runs a statement at once, if its transaction has the turn or nobody has it; undefined if it must wait. */
  runNow<R>(sql: string, parameters: readonly unknown[], asTransaction: boolean): QueryResult<R> | undefined {
    if (asTransaction) return this.connection.run(sql, parameters);
    demandOutside();
    return this.turn.isFree ? this.connection.run(sql, parameters) : undefined;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    demandOutside();
    this.release = await this.turn.take();
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    const release = this.release;
    this.release = null;
    release?.();
  }

  async beginTransaction(): Promise<void> {
    const begin = this.connection.prepare('begin immediate');
    for (let waited = 0; ; waited += BUSY_STEP_MS) {
      try {
        begin.run();
        return;
      } catch (error) {
        const busy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
        if (!busy || waited >= BUSY_WAIT_MS) throw error;
        await sleep(BUSY_STEP_MS);
      }
    }
  }

  async commitTransaction(): Promise<void> {
    this.connection.prepare('commit').run();
  }

  async rollbackTransaction(): Promise<void> {
    // After some errors (disk full, I/O) SQLite itself has rolled back.
    if (this.sqlite.inTransaction) this.connection.prepare('rollback').run();
  }

  async destroy(): Promise<void> {
    this.sqlite.close();
  }
}

/**
 * Writes parameters as `+?`, and row limits as numbers. SQLite built with STAT4 looks at the value of a bare `?` when it plans a join,
 * an ORDER BY or a LIMIT, and plans again for each new value, which costs 10–30 µs a call. The sign prevents this and changes nothing
 * else: it converts no value, and indexes still work.
 */
export class StationQueryCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?';
  }

  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (ValueNode.is(limit) && Number.isSafeInteger(limit.value)) this.append(`limit ${String(limit.value)}`);
    else super.visitLimit(node);
  }
}

/** Kysely's dialect over one better-sqlite3 connection, with cached statements, IMMEDIATE transactions and one task at a time. */
class StationDialect implements Dialect {
  private readonly driver: StationDriver;
  constructor(driver: StationDriver) {
    this.driver = driver;
  }
  createDriver(): Driver {
    return this.driver;
  }
  createQueryCompiler() {
    return new StationQueryCompiler();
  }
  createAdapter() {
    return new SqliteAdapter();
  }
  createIntrospector(db: Kysely<never>) {
    return new SqliteIntrospector(db);
  }
}

/** The driver of each handle and of each running transaction. */
const drivers = new WeakMap<object, { driver: StationDriver; isTransaction: boolean }>();

/** A Kysely handle on an open connection. */
export function handleOn<DB>(sqlite: Sqlite): Kysely<DB> {
  const driver = new StationDriver(sqlite);
  const db = new Kysely<DB>({ dialect: new StationDialect(driver) });
  drivers.set(db, { driver, isTransaction: false });
  return db;
}

/**
 * Runs a statement on a handle or a transaction without Kysely's dozen promises.
 * @returns undefined if the statement has to wait or the handle is not of this dialect; then Kysely must run it
 */
export function runNow<R>(handle: object, sql: string, parameters: readonly unknown[]): QueryResult<R> | undefined {
  const found = drivers.get(handle);
  return found?.driver.runNow<R>(sql, parameters, found.isTransaction);
}

/**
 * Runs the work of a transaction. Inside it the outer handle throws, because it would wait for itself for ever.
 * @param db the handle on which the transaction was begun
 */
export async function guardTransaction<T>(db: object, tx: object, work: () => Promise<T>): Promise<T> {
  const mark = { open: true };
  const found = drivers.get(db);
  if (found) drivers.set(tx, { driver: found.driver, isTransaction: true });
  return inTransaction.run(mark, async () => {
    try {
      return await work();
    } finally {
      mark.open = false;
      drivers.delete(tx);
    }
  });
}
