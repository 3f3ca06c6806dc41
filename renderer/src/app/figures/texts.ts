import './messages.ts';
import { changeOf, type FigureUnit } from '@contract/core/year-before.ts';
import { number } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';

const tenth = (value: number): number => Math.round(value * 10) / 10;
/** A text with the sign of its value, `+` included. */
const signed = (value: number, text: string): string => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${text}`;

/** A figure in its unit: 1,234 / 12.5 小时 / 83.3%. */
export function figureText(value: number, unit: FigureUnit): string {
  if (unit === 'share') return `${tenth(value * 100)}%`;
  return unit === 'minutes' ? translate('year-before.hours', { n: number(tenth(value / 60)) }) : number(value);
}

/** 同比 +12（+20%）: the change of a figure since the same months a year before. `then` null: no record. */
export function changeText(now: number | null, then: number | null, unit: FigureUnit): string {
  const change = changeOf(now, then, unit);
  if (change === null) return translate('year-before.none');
  // A difference that rounds to nothing counts as none.
  const shown = unit === 'share' ? tenth(change.difference * 100) : unit === 'minutes' ? tenth(change.difference / 60) : change.difference;
  if (shown === 0) return translate('year-before.same');
  if (unit === 'share') return translate('year-before.points', { difference: signed(shown, String(Math.abs(shown))) });
  const difference = signed(shown, figureText(Math.abs(change.difference), unit));
  if (change.ratio === null) return translate('year-before.small', { difference, then: figureText(then ?? 0, unit) });
  const percent = tenth(change.ratio * 100);
  return translate('year-before.change', { difference, percent: signed(percent, `${number(Math.abs(percent))}%`) });
}
