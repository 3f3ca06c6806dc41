import { CircleClose, Clock, Finished, Remove, Select, User, VideoPause, Warning } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { ReservationState, ReservationStep } from '@contract/schedule/reservation.ts';
import type { Tone } from '@/ui/components/StatusMark.vue';

/** The look of a state. Its icon is distinct without colour, and the word always stands beside it. */
export const STATE_LOOK: Record<ReservationState, { tone: Tone; icon: Component }> = {
  requested: { tone: 'warning', icon: Clock },
  approved: { tone: 'info', icon: Select },
  in_use: { tone: 'success', icon: User },
  finished: { tone: 'neutral', icon: Finished },
  declined: { tone: 'danger', icon: CircleClose },
  cancelled: { tone: 'neutral', icon: Remove },
  no_show: { tone: 'danger', icon: Warning },
  suspended: { tone: 'warning', icon: VideoPause }
};

/** States the calendar draws, in the order of its legend. */
export const LEGEND: readonly ReservationState[] = ['requested', 'approved', 'in_use', 'finished', 'no_show', 'suspended'];

/** Steps that end or withdraw something: plum, with a confirmation that names the reservation. */
export const DESTRUCTIVE: readonly ReservationStep[] = ['decline', 'cancel', 'mark_no_show'];
