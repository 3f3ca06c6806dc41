/** Most months a table of figures may have. */
const MOST_MONTHS = 120;

/** The months from one to another, both included, `YYYY-MM`. */
export function monthsOf([from, to]: readonly [string, string]): string[] {
  const list: string[] = [];
  for (
    let year = Number(from.slice(0, 4)), month = Number(from.slice(5));
    list.length < MOST_MONTHS;
    month === 12 ? ((month = 1), (year += 1)) : (month += 1)
  ) {
    const one = `${year}-${String(month).padStart(2, '0')}`;
    if (one > to) break;
    list.push(one);
  }
  return list;
}
