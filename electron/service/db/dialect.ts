import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database as Sqlite, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type LimitNode,
  type QueryResult
} from 'kysely';

/** Statements kept prepared; Kysely's own dialect prepares on every call, which costs a third of a booking. */
const CACHE_SIZE = 500;
/** How long a write waits for another process to let go of the file, ms. The thread is free while it waits. */
const BUSY_WAIT_MS = 15_000;
const BUSY_STEP_MS = 20;

const inTransaction = new AsyncLocalStorage<{ open: boolean }>();

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

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.prepare(query.sql);
    if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A statement of its own: a cached one could be run again while it is being read.
    for (const row of this.sqlite.prepare(query.sql).iterate(query.parameters)) yield { rows: [row as R] };
  }
}

/** Runs one thing at a time on the single connection, so that a read never sees half a command. */
class Turn {
  private tail: Promise<void> | null = null;

  /** Resolves when it is our turn; the returned function ends it. */
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

  async acquireConnection(): Promise<DatabaseConnection> {
    if (inTransaction.getStore()?.open) {
      throw new Error('The outer database handle was used inside a transaction: pass the transaction on instead.');
    }
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
    // SQLite has rolled back by itself after some errors (disk full, I/O).
    if (this.sqlite.inTransaction) this.connection.prepare('rollback').run();
  }

  async destroy(): Promise<void> {
    this.sqlite.close();
  }
}

/**
 * Writes parameters as `+?`, and row limits as numbers. SQLite, built with STAT4, peeks at the value of a bare `?` wherever
 * it plans a join, an ORDER BY or a LIMIT, and then plans the statement anew each time another value is bound: 10–30 µs for
 * every call, as if nothing were kept. The sign changes nothing else: it converts nothing and indexes are used as before.
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

/** Kysely's dialect over one better-sqlite3 connection: statements cached, transactions IMMEDIATE, one user at a time. */
export class StationDialect implements Dialect {
  private readonly sqlite: Sqlite;
  constructor(sqlite: Sqlite) {
    this.sqlite = sqlite;
  }
  createDriver(): Driver {
    return new StationDriver(this.sqlite);
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

/** Runs `work` so that any use of the outer handle inside it throws instead of waiting for itself for ever. */
export async function guardTransaction<T>(work: () => Promise<T>): Promise<T> {
  const mark = { open: true };
  return inTransaction.run(mark, async () => {
    try {
      return await work();
    } finally {
      mark.open = false;
    }
  });
}
