import {
  Bell,
  Checked,
  CircleCheckFilled,
  CircleCloseFilled,
  Clock,
  DocumentChecked,
  EditPen,
  Files,
  Promotion,
  RemoveFilled,
  WarningFilled
} from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Colour } from '@contract/mediation/case-clocks.ts';
import type { CaseState } from '@contract/mediation/case-rules.ts';
import type { Tone } from '@/ui/components/StatusMark.vue';

interface Look {
  tone: Tone;
  icon?: Component;
}

/** The look of a case's state: an icon and a word, with a colour to help. */
export const CASE_LOOKS: Record<CaseState, Look> = {
  registered: { tone: 'neutral', icon: EditPen },
  reviewing: { tone: 'info', icon: Clock },
  refused: { tone: 'neutral', icon: RemoveFilled },
  accepted: { tone: 'info', icon: Checked },
  informed: { tone: 'info', icon: Promotion },
  investigating: { tone: 'info', icon: Promotion },
  mediating: { tone: 'info', icon: Promotion },
  agreed: { tone: 'success', icon: Checked },
  signing: { tone: 'warning', icon: EditPen },
  effective: { tone: 'success', icon: DocumentChecked },
  performing: { tone: 'info', icon: Clock },
  performed: { tone: 'success' },
  unperformed: { tone: 'danger' },
  urged: { tone: 'warning', icon: Bell },
  remedied: { tone: 'warning' },
  terminated: { tone: 'neutral', icon: CircleCloseFilled },
  visited: { tone: 'success', icon: CircleCheckFilled },
  closed: { tone: 'neutral', icon: CircleCheckFilled },
  archived: { tone: 'neutral', icon: Files }
};

/** Red, amber, green: colour, sign and word. */
export const COLOUR_LOOKS: Record<Colour, Look> = {
  red: { tone: 'danger', icon: CircleCloseFilled },
  amber: { tone: 'warning', icon: WarningFilled },
  green: { tone: 'success', icon: CircleCheckFilled }
};
