import '@/training/messages.ts';
import type { PaletteItem, PaletteSource } from '@/app/palette/source.ts';
import { useSession } from '@/app/access/session.ts';
import { moment } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { router } from '@/app/router.ts';
import { api } from '@/app/station.ts';
import { classTitle } from '@/training/texts.ts';

const MOST = 6;

/** Classes by code or title, open ones first; and actions on classes. */
export const source: PaletteSource = async (text, signal) => {
  const session = useSession();
  if (!session.may('classes.read')) return [];
  const actions: (PaletteItem | false)[] = [
    session.may('classes.plan') && {
      id: 'newClass',
      group: 'actions',
      title: translate('classes.new'),
      run: () => router.push('/classes/new')
    },
    session.may('classes.plan') && {
      id: 'autoPlan',
      group: 'actions',
      title: translate('classes.plan.title'),
      run: () => router.push('/classes/plan')
    },
    session.may('attendance.write') && {
      id: 'attendance',
      group: 'actions',
      title: translate('training.checkIn'),
      run: () => router.push('/classes/attendance')
    }
  ];
  const fitting = actions.filter((action) => action !== false).filter((action) => action.title.toLowerCase().includes(text.toLowerCase()));
  const found = text === '' ? [] : (await api.classes.list({ limit: MOST, text }, { signal })).rows;
  return [
    ...found.map((row): PaletteItem => ({
      id: `class:${row.id}`,
      group: 'classes',
      title: `${classTitle(row)} ${row.code}`,
      note: [translate(`training.states.${row.state}`), row.firstAt === null ? '' : moment(row.firstAt, session.now())]
        .filter((part) => part !== '')
        .join(' · '),
      run: () => router.push(`/classes/${row.id}`)
    })),
    ...fitting
  ];
};
