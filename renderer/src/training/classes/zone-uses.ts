import { Reading } from '@element-plus/icons-vue';
import type { OtherKind } from '@/schedule/allocation/others.ts';

/** Class sessions on the calendar of zones: they lead to their class. On today's board they also lead to their attendance list. */
export const zoneUses: Record<string, OtherKind> = {
  session: {
    icon: Reading,
    word: 'training.zoneUse',
    states: 'training.zoneUseStates',
    page: (use) => `/classes/${use.recordId}`,
    permission: 'classes.read',
    checkIn: { page: (use) => `/classes/attendance/${use.id}`, permission: 'attendance.write' }
  }
};
