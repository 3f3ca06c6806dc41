/** A trigger that keeps the rows of a table for ever. @param what the rows are called in the error */
export const noDelete = (table: string, what: string): string =>
  `create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, '${what} are kept'); end`;
