import { Flag } from '@element-plus/icons-vue';
import type { OtherKind } from '@/schedule/allocation/others.ts';

/** Uses of zones by volunteer projects on the calendar; they lead to their project. */
export const zoneUses: Record<string, OtherKind> = {
  project_use: {
    icon: Flag,
    word: 'volunteering.zoneUse',
    states: 'volunteering.zoneUseStates',
    page: (use) => `/volunteers/projects/${use.recordId}`,
    permission: 'projects.read'
  }
};
