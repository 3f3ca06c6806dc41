import type { Permission } from '@contract/core/permissions.ts';
import { Lock } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import { useRouter } from 'vue-router';
import type { ZoneUse } from '@contract/schedule/reservations.ts';
import { useSession } from '@/app/access/session.ts';
import { span } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { nameOf } from '@/schedule/lookups.ts';

/** Uses of zones that belong to other areas: shown on the calendar, changed on their own pages. */

/** How an area's uses are shown. */
export interface OtherKind {
  icon: Component;
  /** Key of the word for one of them. */
  word: string;
  /** Key of the words for its states: tentative, coming, done. */
  states: string;
  /** Its record's page, and what it takes to open it. */
  page: (use: ZoneUse) => string;
  permission: Permission;
  /** Where the people who come to it are checked in, and what it takes. */
  checkIn?: { page: (use: ZoneUse) => string; permission: Permission };
}

/** By kind, as the areas' zone-uses.ts say; a kind that nobody speaks for is shown as occupied. */
const kinds: Record<string, OtherKind | undefined> = Object.assign(
  {},
  ...Object.values(import.meta.glob<Record<string, OtherKind>>('@/**/zone-uses.ts', { eager: true, import: 'zoneUses' }))
);
export const otherKinds = (): OtherKind[] => Object.values(kinds).filter((kind) => kind !== undefined);

/** Tells the bars of a calendar apart: a booking by its id, a use of another area by kind and id. */
export const keyOfBar = (use: { id: number; kind?: string }): string => (use.kind === undefined ? String(use.id) : `${use.kind}-${use.id}`);
/** What it is called; a use that says nothing of itself is occupied. */
export const otherTitle = (use: ZoneUse): string =>
  use.title === '' ? translate('schedule.others.occupied') : nameOf({ name: use.title, nameEn: use.titleEn });
export const otherIcon = (use: ZoneUse): Component => kinds[use.kind]?.icon ?? Lock;

/** How many came, else how many are expected; empty: not known. */
export function otherPeople(use: ZoneUse): string {
  if (use.headcount !== null) return translate('schedule.others.came', { n: use.headcount });
  return use.expected === null ? '' : translate('schedule.others.expected', { n: use.expected });
}
/** Everything there is to say of it, in one line. */
export function describeOther(use: ZoneUse): string {
  const kind = kinds[use.kind];
  const known = kind && use.title !== '' ? [translate(kind.word), translate(`${kind.states}.${use.state}`)] : [];
  return [span(use.from, use.to), otherTitle(use), use.who, otherPeople(use), ...known, use.number].filter(Boolean).join(' · ');
}
/** The word for one of its kind; empty where nobody speaks for it. */
export const otherWord = (use: ZoneUse): string => (kinds[use.kind] ? translate(kinds[use.kind]!.word) : '');
/** What stands under its title where there is room: who leads it, else how many. */
export const otherNote = (use: ZoneUse): string => use.who || otherPeople(use);

/** Opens the page of a use, for those who may. */
export function useOthers() {
  const session = useSession();
  const router = useRouter();
  const mayOpen = (use: ZoneUse): boolean => {
    const kind = kinds[use.kind];
    return kind !== undefined && use.title !== '' && session.may(kind.permission);
  };
  const open = (use: ZoneUse): void => {
    if (mayOpen(use)) void router.push(kinds[use.kind]!.page(use));
  };
  const mayCheckIn = (use: ZoneUse): boolean => {
    const checkIn = kinds[use.kind]?.checkIn;
    return checkIn !== undefined && session.may(checkIn.permission);
  };
  const checkIn = (use: ZoneUse): void => {
    if (mayCheckIn(use)) void router.push(kinds[use.kind]!.checkIn!.page(use));
  };
  return { mayOpen, open, mayCheckIn, checkIn };
}
