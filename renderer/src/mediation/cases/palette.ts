import '@/mediation/messages.ts';
import type { PaletteItem, PaletteSource } from '@/app/palette/source.ts';
import { useSession } from '@/app/access/session.ts';
import { translate } from '@/ui/i18n/index.ts';
import { deadlineText, partiesText } from '@/mediation/texts.ts';
import { router } from '@/app/router.ts';
import { api } from '@/app/station.ts';

const MOST = 6;

/** Cases by anything written in them, while the vault is open; and actions on cases. */
export const source: PaletteSource = async (text, signal) => {
  const session = useSession();
  if (!session.may('cases.read')) return [];
  const actions: PaletteItem[] = [
    { id: 'newCase', group: 'actions', title: translate('cases.new'), run: () => router.push('/cases/new') },
    { id: 'caseList', group: 'pages', title: translate('cases.paletteList'), run: () => router.push('/cases/list') },
    { id: 'caseFigures', group: 'pages', title: translate('mediation.figuresEntry'), run: () => router.push('/cases/figures') }
  ];
  const fitting = actions.filter((action) => action.title.toLowerCase().includes(text.toLowerCase()));
  if (text.length < 2) return fitting;
  const { state } = await api.vault.state({ vault: 'mediation' }, { signal });
  if (state !== 'open') return fitting;
  const { rows } = await api.cases.search({ text: text.slice(0, 60), limit: MOST }, { signal });
  return [
    ...rows.map((row): PaletteItem => ({
      id: `case:${row.id}`,
      group: 'cases',
      title: [row.number ?? '', partiesText(row)].filter((part) => part !== '').join(' '),
      note: [translate(`mediation.states.${row.state}`), row.deadline ? deadlineText(row.deadline) : '']
        .filter((part) => part !== '')
        .join(' · '),
      run: () => router.push(`/cases/${row.id}`)
    })),
    ...fitting
  ];
};
