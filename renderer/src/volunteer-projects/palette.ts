import { useSession } from '@/access/session.ts';
import { moment } from '@/i18n/format.ts';
import { translate } from '@/i18n/index.ts';
import { registerPaletteSource, type PaletteItem } from '@/palette/sources.ts';
import { api } from '@/station.ts';

const MOST = 5;

/** Volunteer projects by code or title. */
export function registerProjectsInPalette(): void {
  registerPaletteSource(async (text, signal) => {
    const session = useSession();
    if (!session.may('projects.read')) return [];
    // Imported when asked for: the router reads this area's routes while it is being made.
    const { router } = await import('@/router.ts');
    const title = translate('volunteer-projects.new');
    const actions: PaletteItem[] = session.may('projects.plan') && title.toLowerCase().includes(text.toLowerCase()) ? [{ id: 'newProject', group: 'actions', title, run: () => router.push('/volunteers/projects/new') }] : [];
    const found = text === '' ? [] : (await api.volunteerProjects.list({ limit: MOST, text }, { signal })).rows;
    return [
      ...found.map((row): PaletteItem => ({
        id: `project:${row.id}`,
        group: 'volunteers',
        title: `${row.title} ${row.code}`,
        note: [translate(`volunteering.projectStates.${row.state}`), row.nextAt === null ? '' : moment(row.nextAt, session.now())].filter((part) => part !== '').join(' · '),
        run: () => router.push(`/volunteers/projects/${row.id}`)
      })),
      ...actions
    ];
  });
}
