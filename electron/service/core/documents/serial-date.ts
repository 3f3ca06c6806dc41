/** Day 0 of a spreadsheet: the last day but one of 1899, because 1900 is taken for a leap year; or the first of 1904. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** The instant that a spreadsheet's day number means, read in UTC. @param date1904 whether its days count from 1904 */
export const serialDate = (serial: number, date1904: boolean): Date =>
  new Date((date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(serial * 86_400) * 1000);
