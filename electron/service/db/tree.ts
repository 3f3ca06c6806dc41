import { id, refuse, trigger } from './sql-text.ts';

/**
 * Keeps a table a tree, with the `path` of each row ('/1/5/'). With it a subtree is a range of an index, and a trigger sees a circle
 * without recursion. Rows need an `id`.
 * @param message error for a row that would lie below itself
 * @returns `<table>_path_first`, `<table>_path_moved` and the guards `<table>_not_its_own`, `<table>_no_cycle`
 */
export function tree(name: string, columns: { parent: string; path: string }, message: string): string[] {
  const table = id(name);
  const parent = id(columns.parent);
  const path = id(columns.path);
  const own = `coalesce((select ${path} from ${table} where id = new.${parent}), '/') || new.id || '/'`;
  return [
    trigger(`${table}_path_first`, { at: 'after', event: 'insert', table }, [`update ${table} set ${path} = ${own} where id = new.id`]),
    trigger(`${table}_not_its_own`, { at: 'before', event: 'insert', table, when: `new.${parent} = new.id` }, [refuse(message)]),
    trigger(
      `${table}_no_cycle`,
      {
        at: 'before',
        event: 'update',
        table,
        of: [parent],
        when: `new.${parent} is not null
    and substr((select ${path} from ${table} where id = new.${parent}), 1, length(old.${path})) = old.${path}`
      },
      [refuse(message)]
    ),
    trigger(`${table}_path_moved`, { at: 'after', event: 'update', table, of: [parent], when: `old.${parent} is not new.${parent}` }, [
      `update ${table} set ${path} = ${own} || substr(${path}, length(old.${path}) + 1)
    where ${path} >= old.${path} and ${path} < substr(old.${path}, 1, length(old.${path}) - 1) || '0'`
    ])
  ];
}
