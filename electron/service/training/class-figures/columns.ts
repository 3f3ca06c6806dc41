/** The columns of class_month that the service writes; triggers count `people`. */
export const COUNTED_COLUMNS = [
  'classes',
  'sessions',
  'seats',
  'attendances',
  'expected',
  'absent',
  'excused',
  'late_cancelled',
  'unserved',
  'certificates'
] as const;
export type ClassNumbersColumn = (typeof COUNTED_COLUMNS)[number];
