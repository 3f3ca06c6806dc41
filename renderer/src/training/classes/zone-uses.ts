import { Reading } from '@element-plus/icons-vue';
import type { OtherKind } from '@/schedule/allocation/others.ts';

/** Class sessions on the calendar of zones. They lead to their class, and on today's board also to their attendance list. */
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
