import { hasText, translate } from '@/i18n/index.ts';
import { registerTimelineTeller } from '@/person/timeline.ts';

/** How bookings, attendances and certificates read on a person's page. */
export function registerClassTimeline(): void {
  for (const area of ['bookings', 'attendance', 'certificates', 'wishes', 'classes']) {
    registerTimelineTeller(area, (entry) => {
      const status = entry.params['status'];
      const named = { ...entry.params, ...(typeof status === 'string' ? { status: translate(`training.attendance.${status}`) } : {}) };
      const key = `classes.timeline.${area}.${entry.kind}`;
      const classId = entry.params['classId'];
      return {
        text: hasText(key) ? translate(key, named) : translate(`classes.timeline.${area}.other`, named),
        ...(typeof classId === 'number' ? { to: `/classes/${classId}` } : {})
      };
    });
  }
}
