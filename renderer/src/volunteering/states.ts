import {
  CircleCheck,
  CircleCheckFilled,
  Clock,
  EditPen,
  Finished,
  FolderChecked,
  Remove,
  RemoveFilled,
  Switch,
  Timer,
  VideoPause,
  VideoPlay
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { ServiceCertificateState } from '@contract/volunteering/service-certificates.ts';
import type { RecordState } from '@contract/volunteering/service-hour-rules.ts';
import type { SignUpOutcome, SignUpState } from '@contract/volunteering/sign-up-rules.ts';
import type { ProjectState, ProjectStep, ShiftState } from '@contract/volunteering/volunteer-project-rules.ts';
import type { VolunteerState, VolunteerStep } from '@contract/volunteering/volunteer-rules.ts';
import type { Tone } from '@/ui/components/StatusMark.vue';

interface Look {
  tone: Tone;
  icon?: Component;
}
const VOLUNTEER_LOOKS: Record<VolunteerState, Look> = {
  applied: { tone: 'info', icon: EditPen },
  active: { tone: 'success' },
  paused: { tone: 'warning', icon: VideoPause },
  left: { tone: 'neutral' }
};
const PROJECT_LOOKS: Record<ProjectState, Look> = {
  draft: { tone: 'neutral', icon: EditPen },
  open: { tone: 'info', icon: CircleCheck },
  running: { tone: 'success', icon: VideoPlay },
  finished: { tone: 'neutral', icon: Finished },
  archived: { tone: 'neutral', icon: FolderChecked },
  cancelled: { tone: 'danger' }
};
const SHIFT_LOOKS: Record<ShiftState | 'on', Look> = {
  on: { tone: 'info', icon: VideoPlay },
  planned: { tone: 'info', icon: Clock },
  held: { tone: 'success' },
  suspended: { tone: 'warning', icon: VideoPause },
  cancelled: { tone: 'danger' }
};
const SIGN_UP_LOOKS: Record<SignUpState, Look> = {
  signed: { tone: 'success' },
  offered: { tone: 'warning', icon: Timer },
  waiting: { tone: 'info', icon: Clock },
  ended: { tone: 'neutral' }
};
const OUTCOME_LOOKS: Record<SignUpOutcome, Look> = {
  served: { tone: 'success', icon: CircleCheckFilled },
  excused: { tone: 'info', icon: Remove },
  absent: { tone: 'danger', icon: RemoveFilled }
};
const RECORD_LOOKS: Record<RecordState, Look> = {
  running: { tone: 'info', icon: VideoPlay },
  pending: { tone: 'warning', icon: Clock },
  approved: { tone: 'success' },
  rejected: { tone: 'danger' },
  replaced: { tone: 'neutral', icon: Switch },
  void: { tone: 'neutral' }
};
const CERTIFICATE_LOOKS: Record<ServiceCertificateState, Look> = {
  requested: { tone: 'info', icon: Clock },
  issued: { tone: 'success' },
  declined: { tone: 'neutral' },
  revoked: { tone: 'danger' }
};

/** The looks of states by kind; their words are under `volunteering.<kind>States`. */
export const LOOKS = {
  volunteer: VOLUNTEER_LOOKS,
  project: PROJECT_LOOKS,
  shift: SHIFT_LOOKS,
  signUp: SIGN_UP_LOOKS,
  outcome: OUTCOME_LOOKS,
  record: RECORD_LOOKS,
  certificate: CERTIFICATE_LOOKS
};
export type LookKind = keyof typeof LOOKS;

/** The shown state of a shift; a planned shift that is running is `on`. @param now UTC ms */
export const shiftLook = (shift: { state: ShiftState; from: number; to: number }, now: number): ShiftState | 'on' =>
  shift.state === 'planned' && shift.from <= now && now < shift.to ? 'on' : shift.state;

/** Steps that take something away from people; they need a confirmation, in plum. */
export const DESTRUCTIVE_STEPS: readonly (ProjectStep | VolunteerStep)[] = ['cancel', 'withdraw', 'decline', 'leave'];
/** The step a project's page offers first. */
export const NEXT_STEPS: readonly ProjectStep[] = ['open', 'start', 'finish', 'archive', 'reinstate'];
