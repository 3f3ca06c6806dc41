import type { AttendanceCounts, AttendanceRow } from '@contract/training/attendance.ts';
import type { Attendance } from '@contract/training/certificate-rules.ts';

/** Keys of the marks on the paper sheet, the same in both languages. */
export const MARK_KEYS: Record<string, Attendance | null> = {
  '1': 'present',
  '2': 'late',
  '3': 'left_early',
  '4': 'excused',
  '5': 'absent',
  '0': null,
  ' ': 'present'
};

/** Marks that are impossible before a session begins. */
export const AFTER_START: readonly (Attendance | null)[] = ['late', 'left_early', 'absent'];

export const came = (counts: AttendanceCounts): number => counts.present + counts.late + counts.leftEarly;

/** The marks of a sheet that differ from the recorded ones. */
export function changesOf(
  rows: readonly AttendanceRow[],
  marks: ReadonlyMap<number, Attendance | null>
): { personId: number; status: Attendance | null }[] {
  return rows.flatMap((row) => {
    const status = marks.get(row.person.id);
    return status === undefined || status === row.status ? [] : [{ personId: row.person.id, status }];
  });
}
