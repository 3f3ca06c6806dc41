import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../electron/service/db/migrate.ts';
import { LATEST_VERSION, MIGRATIONS } from '../../../electron/service/db/migrations/index.ts';

const root = resolve(import.meta.dirname, '../../..');

const sqlite = new Sqlite(':memory:');
migrate(sqlite, '');

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

describe('the migrations', () => {
  it('are numbered from 1 without a gap, each with a name of its own', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length);
    expect(sqlite.pragma('user_version', { simple: true })).toBe(LATEST_VERSION);
  });

  it('make the schema that is on record', async () => {
    const statements = sqlite
      .prepare(`select sql from sqlite_master where sql is not null order by tbl_name, type desc, name`)
      .pluck()
      .all() as string[];
    const text = statements.map((sql) => `${sql.replaceAll(/\n {6}/g, '\n  ').replaceAll(/\n {4}/g, '\n')};`).join('\n\n');
    // A change here is a change of everybody's file: it belongs into a new migration once this one was released. Accept
    // it with `npx vitest run tests/service/schema.test.ts -u`.
    await expect(`-- version ${LATEST_VERSION}\n\n${text}\n`).toMatchFileSnapshot('schema.snapshot.sql');
  });
});

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
