import '@/volunteering/messages.ts';
import type { PaletteItem, PaletteSource } from '@/app/palette/source.ts';
import { useSession } from '@/app/access/session.ts';
import { moment } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { router } from '@/app/router.ts';
import { api } from '@/app/station.ts';

const MOST = 5;

/** Volunteer projects by code or title. */
export const source: PaletteSource = async (text, signal) => {
  const session = useSession();
  if (!session.may('projects.read')) return [];
  const title = translate('volunteer-projects.new');
  const actions: PaletteItem[] =
    session.may('projects.plan') && title.toLowerCase().includes(text.toLowerCase())
      ? [{ id: 'newProject', group: 'actions', title, run: () => router.push('/volunteers/projects/new') }]
      : [];
  const found = text === '' ? [] : (await api.volunteerProjects.list({ limit: MOST, text }, { signal })).rows;
  return [
    ...found.map((row): PaletteItem => ({
      id: `project:${row.id}`,
      group: 'volunteers',
      title: `${row.title} ${row.code}`,
      note: [translate(`volunteering.projectStates.${row.state}`), row.nextAt === null ? '' : moment(row.nextAt, session.now())]
        .filter((part) => part !== '')
        .join(' · '),
      run: () => router.push(`/volunteers/projects/${row.id}`)
    })),
    ...actions
  ];
};
