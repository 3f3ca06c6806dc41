import '@/people/messages.ts';
import type { PaletteSource } from '@/app/palette/source.ts';
import { useSession } from '@/app/access/session.ts';
import { router } from '@/app/router.ts';
import { api } from '@/app/station.ts';

const MOST = 8;

/** People by name, pinyin, initials or last digits. */
export const source: PaletteSource = async (text, signal) => {
  if (text === '' || !useSession().may('people.read')) return [];
  const found = await api.people.search({ query: text, limit: MOST }, { signal });
  return found.map((hit) => ({
    id: `person:${hit.id}`,
    group: 'people' as const,
    title: hit.name,
    note: [hit.organisationName, hit.mobileMasked, hit.documentMasked].filter((part) => part !== '').join(' · '),
    marks: hit.marks.filter((mark) => mark.field === 'name').map((mark): [number, number] => [mark.from, mark.to]),
    run: () => router.push(`/people/${hit.id}`)
  }));
};
