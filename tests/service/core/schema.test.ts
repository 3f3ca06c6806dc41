import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../electron/service/db/migrate.ts';
import { versionsOf } from '../../../electron/service/db/migrations.ts';
import { SCHEMA } from '../../../electron/service/schema.ts';

const root = resolve(import.meta.dirname, '../../..');

const sqlite = new Sqlite(':memory:');
sqlite.pragma('foreign_keys = on');
migrate(sqlite, '', SCHEMA);
const { oldest, latest } = versionsOf(SCHEMA);

interface Column {
  name: string;
  type: string;
  notnull: number;
  pk: number;
}
const tables = (sqlite.pragma('table_list') as { name: string; schema: string; type: string; strict: number }[])
  .filter((table) => table.schema === 'main' && table.type === 'table' && !table.name.startsWith('sqlite_'))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const columnsOf = (table: string) => sqlite.pragma(`table_xinfo(${table})`) as Column[];

describe('the baseline and the migrations', () => {
  it('are numbered without a gap from the oldest version that can be upgraded, each with a name of its own', () => {
    const { baseline, migrations } = SCHEMA;
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => oldest + 1 + index));
    expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
    expect(baseline.version).toBeGreaterThanOrEqual(oldest);
    expect(baseline.version).toBeLessThanOrEqual(latest);
    expect(sqlite.pragma('user_version', { simple: true })).toBe(latest);
  });

  it('make the schema that is on record', async () => {
    const statements = sqlite
      .prepare(`select sql from sqlite_master where sql is not null order by tbl_name, type desc, name`)
      .pluck()
      .all() as string[];
    // As far in as its last line is, a statement stood in its file.
    const flush = (sql: string) => sql.replaceAll(`\n${/( *)\S.*$/.exec(sql)![1]!}`, '\n');
    const text = statements.map((sql) => `${flush(sql)};`).join('\n\n');
    // A change here is a change of everybody's file: it belongs into a new migration once this version was released.
    // Accept it with `npx vitest run tests/service/core/schema.test.ts -u`.
    await expect(`-- version ${latest}\n\n${text}\n`).toMatchFileSnapshot('schema.snapshot.sql');
  });
});

describe('a new file', () => {
  it('has its first rows', () => {
    const keys = (table: string) => sqlite.prepare(`select key from ${table} order by id`).pluck().all();
    expect(keys('purpose')).toEqual(['visit', 'safety', 'meeting', 'party_day', 'class', 'other', 'volunteer']);
    expect(keys('course_category')).toEqual(['skills', 'life', 'safety', 'theory']);
    const counts = ['volunteer_choice', 'star_level', 'case_subtype'].map((table) =>
      sqlite.prepare(`select count(*) from ${table}`).pluck().get()
    );
    expect(counts).toEqual([27, 5, 12]);
  });

  it('lets a zone point at a person who is there and at nobody who is not', () => {
    sqlite.exec('savepoint here');
    sqlite.exec(
      `insert into person (name, name_key, name_sort, readings, document_kind, created_at, updated_at) values ('赵甲子', '赵甲子', 'zhao', 'zhao', 'none', 0, 0)`
    );
    const zone = (responsible: number) =>
      sqlite.exec(
        `insert into zone (name, name_en, purpose, purpose_en, place, capacity, setup_minutes, clearup_minutes, needs_approval, colour, holiday_policy, responsible_id, created_at)
         values ('讲堂', '', '', '', '', 1, 0, 0, 0, '#000000', 'closed', ${responsible}, 0)`
      );
    expect(() => zone(2)).toThrow(/FOREIGN KEY/);
    zone(1);
    expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    sqlite.exec('rollback to here; release here');
  });

  it('has its triggers from db/ alone: no area writes the text of one', () => {
    const files = globSync('electron/service/**/*.ts', { cwd: root }).map((name) => name.replaceAll('\\', '/'));
    const writers = files.filter((name) => /create trigger|raise\s*\(/i.test(readFileSync(resolve(root, name), 'utf8')));
    expect(writers.length).toBeGreaterThan(0);
    expect(writers.filter((name) => !name.startsWith('electron/service/db/'))).toEqual([]);
  });

  // What only SQLite knows; an area's queries are Kysely's and run on another engine too. Tables themselves are made for this one.
  it('has its SQLite-only SQL in db/ alone', () => {
    const only =
      /\b(indexed by|not indexed|rowid|strftime|julianday|group_concat|json_each|json_extract|ifnull|iif|glob|pragma|instr|printf|total)\b\s*\(?|sqlite\.exec\(|\.(prepare|pragma)\(/i;
    const found = (folder: string) =>
      globSync(`electron/service/${folder}/**/*.ts`, { cwd: root })
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => !name.endsWith('/schema.ts'))
        .flatMap((name) =>
          sqlIn(readFileSync(resolve(root, name), 'utf8'))
            .filter((text) => only.test(text))
            .map((text) => `${name}: ${text}`)
        );
    expect(found('db').length).toBeGreaterThan(5);
    expect(found('{core,people,schedule,training,volunteering,mediation}')).toEqual([]);
  });

  // What grows is listed in the contract. The guards of the schedule name each kind of resource, so that list is closed.
  it('has no list of words in a CHECK but one', () => {
    const texts = sqlite.prepare(`select name, sql from sqlite_master where type = 'table'`).all() as { name: string; sql: string }[];
    const lists = texts.flatMap(({ name, sql }) =>
      [...sql.matchAll(/check \((\w+) in \('[^)]*'\)\)/g)].map(([, column]) => `${name}.${column}`)
    );
    expect(lists).toEqual(['allocation.resource_kind']);
  });
});

/** The SQL that a file writes out, and its calls on a connection of its own. */
function sqlIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/sql(?:<[^`]*?>)?`[^`]*`|sqlite\.exec\([^)]*\)|\.(?:prepare|pragma)\([^)]*\)/g)].map(([text]) => text);
}

describe('every table', () => {
  it('is STRICT', () => {
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter(({ strict }) => strict !== 1).map(({ name }) => name)).toEqual([]);
  });

  // Their parents are never deleted and nothing asks for the children of one; an index would only slow writing down.
  const UNINDEXED = [
    'attendance.organisation_id',
    'booking.organisation_id',
    'booking.quota_organisation_id',
    'booking_group.class_id',
    'certificate.organisation_id',
    'class.needed_course_id',
    'class.theme_id',
    'class_equipment.equipment_id',
    'class_organisation.organisation_id',
    'command.account_id',
    'project.organiser_id',
    'project_need_skill.choice_id',
    'project_training.choice_id',
    'reservation.closure_id',
    'reservation.purpose_id',
    'reservation_equipment.equipment_id',
    'sealed_draft.vault',
    'series_date.reservation_id',
    'service_record.category_id',
    'service_record.organisation_id',
    'session.account_id',
    'session_equipment.equipment_id',
    'sign_up.organisation_id',
    'vault_generation.made_by',
    'vault_key_pair.made_by',
    // Of two columns, which the primary key begins with.
    'vault_wrap.generation',
    'vault_wrap.made_by',
    'volunteer.registered_organisation_id',
    'wish.organisation_id',
    'wish_theme.course_id',
    'zone_use_month.purpose_id'
  ];

  it('has an index for each of its foreign keys, but for those that were decided against', () => {
    const missing: string[] = [];
    for (const { name } of tables) {
      const primary = columnsOf(name)
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk);
      const indexes = (sqlite.pragma(`index_list(${name})`) as { name: string; partial: number }[]).map((index) =>
        (sqlite.pragma(`index_info(${index.name})`) as { name: string }[]).map((column) => column.name)
      );
      indexes.push(primary.map((column) => column.name));
      for (const { from } of sqlite.pragma(`foreign_key_list(${name})`) as { from: string }[]) {
        if (!indexes.some(([first]) => first === from)) missing.push(`${name}.${from}`);
      }
    }
    expect(missing.sort()).toEqual(UNINDEXED);
  });

  it('is described in db/schema.ts column by column: names, kinds and what may be null', () => {
    expect(describedTables()).toEqual(
      Object.fromEntries(
        tables.map(({ name }) => [
          name,
          Object.fromEntries(
            columnsOf(name)
              .map((column) => [column.name, kindOf(name, column)])
              .sort()
          )
        ])
      )
    );
  });
});

function kindOf(table: string, { name, type, notnull, pk }: Column): string {
  const kind = { INTEGER: 'number', REAL: 'number', TEXT: 'string', BLOB: 'bytes' }[type.toUpperCase()] ?? type;
  // An integer primary key is never null, whatever it says.
  const rowid = pk > 0 && type.toUpperCase() === 'INTEGER' && columnsOf(table).filter((column) => column.pk > 0).length === 1;
  return notnull === 1 || rowid || name === '' ? kind : `${kind} | null`;
}

/** The tables of StationDatabase as TypeScript sees them. */
function describedTables(): Record<string, Record<string, string>> {
  const file = resolve(root, 'electron/service/db/schema.ts');
  // Each leaf adds its tables to the interface in a file of its own.
  const tables = globSync('electron/service/**/tables.ts', { cwd: root }).map((name) => resolve(root, name));
  const program = ts.createProgram([file, ...tables], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: ['node']
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file)!;
  const declared = source.statements.filter(ts.isInterfaceDeclaration).find((statement) => statement.name.text === 'StationDatabase')!;
  const at = (symbol: ts.Symbol) => checker.getTypeOfSymbolAtLocation(symbol, declared);

  const kindsOf = (type: ts.Type): string[] => {
    if (type.isUnion()) return type.types.flatMap(kindsOf);
    if (type.flags & ts.TypeFlags.Null) return ['null'];
    if (type.flags & ts.TypeFlags.NumberLike) return ['number'];
    if (type.flags & ts.TypeFlags.StringLike) return ['string'];
    // Kysely's Generated<T> and ColumnType<S, …>: what is read.
    const read = type.getProperty('__select__');
    if (read) return kindsOf(at(read));
    return [/^(Uint8Array|Buffer)/.test(checker.typeToString(type)) ? 'bytes' : checker.typeToString(type)];
  };
  const kind = (type: ts.Type): string => {
    const kinds = new Set(kindsOf(type));
    const nullable = kinds.delete('null');
    return [...kinds].sort().join(' | ') + (nullable ? ' | null' : '');
  };

  const found: Record<string, Record<string, string>> = {};
  for (const table of checker.getTypeAtLocation(declared).getProperties()) {
    found[table.name] = Object.fromEntries(
      at(table)
        .getProperties()
        .map((column) => [column.name, kind(at(column))])
        .sort()
    );
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}
