import type { PaletteItem, PaletteSource } from '@/app/palette/source.ts';
import { translate } from '@/ui/i18n/index.ts';
import { useSession } from '@/app/access/session.ts';
import { entriesFor, router } from '@/app/router.ts';

const fits = (title: string, text: string) => title.toLowerCase().includes(text.toLowerCase());

/** Pages and actions that the operator may use. */
export const pagesAndActions: PaletteSource = (text) => {
  const session = useSession();
  const pages: PaletteItem[] = entriesFor(session.may).map((entry) => ({
    id: `page:${entry.to}`,
    group: 'pages',
    title: translate(entry.label),
    run: () => router.push(entry.to)
  }));
  const actions: (PaletteItem | false)[] = [
    session.may('people.write') && {
      id: 'newPerson',
      group: 'actions',
      title: translate('palette.actions.newPerson'),
      note: 'F2',
      run: () => router.push({ path: '/people', query: { new: '1' } })
    },
    session.may('reservations.write') && {
      id: 'newReservation',
      group: 'actions',
      title: translate('palette.actions.newReservation'),
      note: 'F4',
      run: () => router.push({ path: '/reservations', query: { new: '1' } })
    },
    { id: 'lock', group: 'actions', title: translate('palette.actions.lock'), note: 'Ctrl L', run: () => session.lock() },
    { id: 'signOut', group: 'actions', title: translate('palette.actions.signOut'), run: () => session.signOut() }
  ];
  return [...pages, ...actions.filter((action) => action !== false)].filter((item) => fits(item.title, text));
};
