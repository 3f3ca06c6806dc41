import '@/volunteering/messages.ts';
import type { PaletteItem, PaletteSource } from '@/app/palette/source.ts';
import { useSession } from '@/app/access/session.ts';
import { translate } from '@/ui/i18n/index.ts';
import { router } from '@/app/router.ts';
import { api } from '@/app/station.ts';
import { serviceHours } from '@/volunteering/texts.ts';

const MOST = 5;

/** Volunteers by name, pinyin, initials, last digits or number; and actions on volunteers. */
export const source: PaletteSource = async (text, signal) => {
  const session = useSession();
  if (!session.may('volunteers.read')) return [];
  const actions: (PaletteItem | false)[] = [
    session.may('volunteers.write') && {
      id: 'newVolunteer',
      group: 'actions',
      title: translate('volunteers.register'),
      run: () => router.push('/volunteers/people/new')
    },
    session.may('service_hours.write') && {
      id: 'paperSheet',
      group: 'actions',
      title: translate('volunteers.enterSheet'),
      note: translate('volunteers.sheetWords'),
      run: () => router.push('/volunteers/hours/sheet')
    },
    session.may('service_hours.write') && {
      id: 'serviceDesk',
      group: 'actions',
      title: translate('volunteers.desk'),
      run: () => router.push('/volunteers/desk')
    }
  ];
  const fitting = actions
    .filter((action) => action !== false)
    .filter((action) => `${action.title} ${action.note ?? ''}`.toLowerCase().includes(text.toLowerCase()));
  const found = text === '' ? [] : await api.volunteers.search({ query: text, limit: MOST }, { signal });
  return [
    ...found.map((row): PaletteItem => ({
      id: `volunteer:${row.id}`,
      group: 'volunteers',
      title: `${row.name} ${row.number}`,
      note: [translate(`volunteering.volunteerStates.${row.state}`), serviceHours(row.minutes)].join(' · '),
      run: () => router.push(`/volunteers/people/${row.id}`)
    })),
    ...fitting
  ];
};
