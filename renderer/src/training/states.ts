import {
  CircleCheck,
  CircleCheckFilled,
  Clock,
  EditPen,
  Finished,
  FolderChecked,
  RemoveFilled,
  Remove,
  Timer,
  VideoPause,
  VideoPlay
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { BookingState } from '@contract/training/booking-rules.ts';
import type { Attendance, CertificateState } from '@contract/training/certificate-rules.ts';
import type { ClassState, ClassStep, SessionState } from '@contract/training/class-rules.ts';
import type { Tone } from '@/ui/components/StatusMark.vue';

interface Look {
  tone: Tone;
  icon?: Component;
}

export const CLASS_LOOKS: Record<ClassState, Look> = {
  draft: { tone: 'neutral', icon: EditPen },
  open: { tone: 'info', icon: CircleCheck },
  confirmed: { tone: 'success' },
  running: { tone: 'success', icon: VideoPlay },
  finished: { tone: 'neutral', icon: Finished },
  archived: { tone: 'neutral', icon: FolderChecked },
  cancelled: { tone: 'danger' }
};
export const SESSION_LOOKS: Record<SessionState, Look> = {
  planned: { tone: 'info', icon: Clock },
  held: { tone: 'success' },
  suspended: { tone: 'warning', icon: VideoPause },
  cancelled: { tone: 'danger' }
};
export const BOOKING_LOOKS: Record<BookingState, Look> = {
  booked: { tone: 'success' },
  offered: { tone: 'warning', icon: Timer },
  waiting: { tone: 'info', icon: Clock },
  ended: { tone: 'neutral' }
};
export const ATTENDANCE_LOOKS: Record<Attendance, Look> = {
  present: { tone: 'success', icon: CircleCheckFilled },
  late: { tone: 'warning', icon: Clock },
  left_early: { tone: 'warning', icon: Timer },
  excused: { tone: 'info', icon: Remove },
  absent: { tone: 'danger', icon: RemoveFilled }
};
export const CERTIFICATE_LOOKS: Record<CertificateState, Look> = {
  valid: { tone: 'success' },
  expired: { tone: 'warning' },
  revoked: { tone: 'danger' }
};

/** Steps that take something away from people; they need a confirmation, in plum. */
export const DESTRUCTIVE_STEPS: readonly ClassStep[] = ['cancel', 'withdraw'];
/** The step a class's page offers first. */
export const NEXT_STEPS: readonly ClassStep[] = ['open', 'confirm', 'start', 'finish', 'archive', 'reinstate'];
