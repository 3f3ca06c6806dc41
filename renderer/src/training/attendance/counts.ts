import type { AttendanceCounts, AttendanceRow } from '@contract/training/attendance.ts';
import type { Attendance } from '@contract/training/certificate-rules.ts';

/** The key that stands for a mark on the paper sheet; the same in both languages, so that hands learn it once. */
export const MARK_KEYS: Record<string, Attendance | null> = {
  '1': 'present',
  '2': 'late',
  '3': 'left_early',
  '4': 'excused',
  '5': 'absent',
  '0': null,
  ' ': 'present'
};

/** Marks nobody can have before a session has begun. */
export const AFTER_START: readonly (Attendance | null)[] = ['late', 'left_early', 'absent'];

export const came = (counts: AttendanceCounts): number => counts.present + counts.late + counts.leftEarly;

/** Changes of a sheet against what is recorded. */
export function changesOf(
  rows: readonly AttendanceRow[],
  marks: ReadonlyMap<number, Attendance | null>
): { personId: number; status: Attendance | null }[] {
  return rows.flatMap((row) => {
    const status = marks.get(row.person.id);
    return status === undefined || status === row.status ? [] : [{ personId: row.person.id, status }];
  });
}
