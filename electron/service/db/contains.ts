import { sql, type Expression, type RawBuilder } from 'kysely';

/** Escapes a text for LIKE, so that `%`, `_` and the escape character stand for themselves. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/**
 * Whether any of these columns contains a text, whatever the case of ASCII letters. A null column contains nothing.
 * @param columns names as in the query, such as `class.title`; never text typed by a person
 */
export function contains(columns: readonly string[], text: string): RawBuilder<boolean> {
  const pattern = `%${escapeLike(text)}%`;
  const each = columns.map((column) => sql`coalesce(${sql.ref(column)} like ${pattern} escape '\\', 0)`);
  return sql<boolean>`(${sql.join(each, sql` or `)})`;
}

/** `column like pattern` with the escape character of `escapeLike`, for queries that are built before their values are known. */
export const likeEscaped = (column: string, pattern: Expression<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
