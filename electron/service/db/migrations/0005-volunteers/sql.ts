/** What the statements of this migration are made of. */

/** Longest shift and service, ms: MAX_USE_MS and MAX_SERVICE_MS of the contract as they were when this was written. */
export const DAY = 86_400_000;

/** Month of an instant in Asia/Shanghai, which has kept UTC+8 since 1992. */
export const monthOf = (at: string) => `strftime('%Y-%m', (${at} + 28800000) / 1000, 'unixepoch')`;

/** Adds columns of volunteer_month for some dimensions; `from` is where month, id and amounts come from. */
export const addMonth = (dimension: string, id: string, month: string, columns: Record<string, string>) => {
  const names = Object.keys(columns);
  return `insert into volunteer_month (dimension, dimension_id, month, ${names.join(', ')})
        values ('${dimension}', ${id}, ${month}, ${names.map((name) => columns[name]).join(', ')})
        on conflict (dimension, dimension_id, month) do update set ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`;
};

/** The same, taken away again: what is taken away was added before. */
export const takeMonth = (dimension: string, id: string, month: string, columns: Record<string, string>) =>
  `update volunteer_month set ${Object.entries(columns)
    .map(([name, by]) => `${name} = ${name} - ${by}`)
    .join(', ')}
        where dimension = '${dimension}' and dimension_id = ${id} and month = ${month}`;
