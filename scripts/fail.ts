/**
 * Ends this process after an error that a person can act on: prints its message (the whole stack with
 * STATION_TRACE=1) and exits with code 1.
 *
 * @param error what was thrown
 */
export function fail(error: unknown): never {
  const known = error instanceof Error;
  console.error(known && !process.env.STATION_TRACE ? `\n${error.message}\n` : error);
  process.exit(1);
}
