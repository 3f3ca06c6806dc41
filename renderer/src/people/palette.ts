import { useSession } from '@/access/session.ts';
import { registerPaletteSource } from '@/palette/sources.ts';
import { api } from '@/station.ts';

const MOST = 8;

/** People by name, pinyin, initials or last digits. */
export function registerPeopleInPalette(): void {
  registerPaletteSource(async (text, signal) => {
    if (text === '' || !useSession().may('people.read')) return [];
    // Imported when asked for: the router reads this area's routes while it is being made.
    const { router } = await import('@/router.ts');
    const found = await api.people.search({ query: text, limit: MOST }, { signal });
    return found.map((hit) => ({
      id: `person:${hit.id}`,
      group: 'people' as const,
      title: hit.name,
      note: [hit.organisationName, hit.mobileMasked, hit.documentMasked].filter((part) => part !== '').join(' · '),
      marks: hit.marks.filter((mark) => mark.field === 'name').map((mark): [number, number] => [mark.from, mark.to]),
      run: () => router.push(`/people/${hit.id}`)
    }));
  });
}
