import { sql, type Expression, type RawBuilder } from 'kysely';

/** A text as LIKE takes it to be itself: its wildcards `%` and `_` and the escape character stand for themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/**
 * Whether any of some columns contains a text, capitals of ASCII letters or not. A column may be null: it contains nothing.
 * @param columns as they are named in the query, such as `class.title`; never typed by a person
 */
export function contains(columns: readonly string[], text: string): RawBuilder<boolean> {
  const pattern = `%${escapeLike(text)}%`;
  const each = columns.map((column) => sql`coalesce(${sql.ref(column)} like ${pattern} escape '\\', 0)`);
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** `column like pattern` with the escape character of `escapeLike`, for queries that are built once and given their values later. */
export const likeEscaped = (column: string, pattern: Expression<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
