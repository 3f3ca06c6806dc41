import type { Clash } from '@contract/core/errors.ts';
import type { ProbeResult } from '@contract/schedule/reservations.ts';
import { clockOf, dateOf } from '@contract/core/time.ts';
import { explainCode } from '@/ui/components/errors.ts';
import { day, momentSpan, span } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { nameOf } from '@/schedule/lookups.ts';

/** The time asked for; a sentence names a day only if it is a different one. */
export interface Asked {
  from: number;
  to: number;
}

const time = (from: number, to: number, asked?: Asked): string =>
  asked && dateOf(asked.from) === dateOf(from) ? span(from, to) : momentSpan(from, to);

/** Turns 2026-000012 焊工夜校 into 焊工夜校（2026-000012）, with the title before the number. */
function holder(heldBy: string): string {
  const match = /^(\d{4}-\d{4,6}) (.+)$/.exec(heldBy);
  return match ? translate('schedule.clash.holder', { number: match[1], what: match[2] }) : heldBy;
}

/** One clash as half a sentence: 二楼教室19:00–20:30已被焊工夜校占用. */
export function clashText(clash: Clash, asked?: Asked): string {
  const named = {
    name: clash.name,
    heldBy: holder(clash.heldBy),
    time: clash.from !== undefined && clash.to !== undefined ? time(clash.from, clash.to, asked) : '',
    date: clash.from !== undefined ? day(dateOf(clash.from)) : asked ? day(dateOf(asked.from)) : '',
    available: clash.available ?? 0,
    wanted: clash.wanted ?? 0
  };
  const nameless = clash.heldBy === '' && (clash.kind === 'zone' || clash.kind === 'person' || clash.kind === 'closure');
  return translate(`schedule.clash.${clash.kind}${nameless ? 'Bare' : ''}`, named);
}

/** All clashes, one after the other. */
export function clashTexts(clashes: readonly Clash[], asked?: Asked): string {
  return [...new Set(clashes.map((clash) => clashText(clash, asked)))].join(translate('schedule.clash.and'));
}

/** The proposals: 请改到20:30–22:00，或换三楼活动室。 Empty without any. */
export function remedyText(proposals: Pick<ProbeResult, 'alternatives' | 'nextFree'>, asked?: Asked): string {
  const [next] = proposals.nextFree;
  const [other] = proposals.alternatives;
  if (next && other) return translate('schedule.clash.either', { time: time(next.from, next.to, asked), zone: nameOf(other) });
  if (next) return translate('schedule.clash.moveTo', { time: time(next.from, next.to, asked) });
  if (other) return translate('schedule.clash.switchTo', { zone: nameOf(other) });
  return '';
}

/** The whole sentence: what failed, why, and what to do. */
export function clashSentence(
  clashes: readonly Clash[],
  proposals?: Pick<ProbeResult, 'alternatives' | 'nextFree'>,
  asked?: Asked
): string {
  const cause = translate('schedule.clash.notSaved', { cause: clashTexts(clashes, asked) });
  const remedy = proposals ? remedyText(proposals, asked) : '';
  return `${cause}${remedy || translate('schedule.clash.chooseAnother')}`;
}

interface SeriesClash {
  date: string;
  clashes: Clash[];
}

/** Registers sentences for clash errors, which name what is in the way. */
export function registerClashSentences(): void {
  explainCode('CLASH', (data) => clashSentence((data['clashes'] as Clash[] | undefined) ?? []));
  explainCode('SERIES_CLASH', (data) => {
    const dates = (data['dates'] as SeriesClash[] | undefined) ?? [];
    const [first] = dates;
    if (!first) return translate('errors.CLASH');
    return translate('schedule.clash.series', { n: dates.length, date: day(first.date), cause: clashTexts(first.clashes) });
  });
}

/** 09:30 of an instant, 24:00 where it ends a day that began before. */
export function endClock(from: number, to: number): string {
  return dateOf(from) !== dateOf(to) && clockOf(to) === '00:00' ? '24:00' : clockOf(to);
}
