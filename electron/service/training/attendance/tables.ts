import type { ATTENDANCE_WAYS } from '../../../contract/training/attendance.ts';
import type { Attendance } from '../../../contract/training/certificate-rules.ts';

export interface AttendanceTable {
  session_id: number;
  person_id: number;
  booking_id: number;
  /** The person's organisation when they were marked. */
  organisation_id: number | null;
  status: Attendance;
  way: (typeof ATTENDANCE_WAYS)[number];
  at: number;
  by: string;
}

export interface AttendanceTables {
  attendance: AttendanceTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends AttendanceTables {}
}
