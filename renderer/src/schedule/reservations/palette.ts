import '@/schedule/messages.ts';
import type { PaletteSource } from '@/app/palette/source.ts';
import { dateOf } from '@contract/core/time.ts';
import { useSession } from '@/app/access/session.ts';
import { span } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { router } from '@/app/router.ts';
import { nameOf } from '@/schedule/lookups.ts';
import { api } from '@/app/station.ts';

const MOST = 6;

/** Today's reservations; any other by the beginning of its number. */
export const source: PaletteSource = async (text, signal) => {
  const session = useSession();
  if (!session.may('reservations.read')) return [];
  const today = dateOf(session.now());
  const isNumber = /^\d{4}-\d{1,6}$/.test(text);
  const found = await api.reservations.list(
    { limit: MOST, ascending: true, ...(text ? { text } : {}), ...(isNumber ? {} : { fromDate: today, toDate: today }) },
    { signal }
  );
  return found.rows.map((row) => ({
    id: `reservation:${row.id}`,
    group: 'reservations' as const,
    title: `${span(row.from, row.to)} ${row.title || nameOf(row.purpose)}`,
    note: [nameOf(row.zone), translate(`schedule.states.${row.state}`)].join(' · '),
    run: () => router.push({ path: '/reservations', query: { view: 'day', date: dateOf(row.from), id: String(row.id) } })
  }));
};
