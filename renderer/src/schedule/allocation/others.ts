import type { Permission } from '@contract/core/permissions.ts';
import { Lock } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import { useRouter } from 'vue-router';
import type { ZoneUse } from '@contract/schedule/reservations.ts';
import { useSession } from '@/app/access/session.ts';
import { span } from '@/ui/i18n/format.ts';
import { translate } from '@/ui/i18n/index.ts';
import { nameOf } from '@/schedule/lookups.ts';

/** Uses of zones by other areas, which the calendar shows and only their own pages change. */

/** How the calendar shows a kind of uses. */
export interface OtherKind {
  icon: Component;
  /** Key of the word for one of them. */
  word: string;
  /** Key of the words for its states: tentative, coming, done. */
  states: string;
  /** The page of its record, and the permission to open it. */
  page: (use: ZoneUse) => string;
  permission: Permission;
  /** The page for checking people in, and its permission. */
  checkIn?: { page: (use: ZoneUse) => string; permission: Permission };
}

/** Kinds from the areas' zone-uses.ts; an unknown kind is shown as occupied. */
const kinds: Record<string, OtherKind | undefined> = Object.assign(
  {},
  ...Object.values(import.meta.glob<Record<string, OtherKind>>('@/**/zone-uses.ts', { eager: true, import: 'zoneUses' }))
);
export const otherKinds = (): OtherKind[] => Object.values(kinds).filter((kind) => kind !== undefined);

/** The key of a calendar bar: the id of a booking, or kind and id of another area's use. */
export const keyOfBar = (use: { id: number; kind?: string }): string => (use.kind === undefined ? String(use.id) : `${use.kind}-${use.id}`);
/** The title of a use; without one it is "occupied". */
export const otherTitle = (use: ZoneUse): string =>
  use.title === '' ? translate('schedule.others.occupied') : nameOf({ name: use.title, nameEn: use.titleEn });
export const otherIcon = (use: ZoneUse): Component => kinds[use.kind]?.icon ?? Lock;

/** The number of people who came, or else who are expected; empty: unknown. */
export function otherPeople(use: ZoneUse): string {
  if (use.headcount !== null) return translate('schedule.others.came', { n: use.headcount });
  return use.expected === null ? '' : translate('schedule.others.expected', { n: use.expected });
}
/** A full description of a use in one line. */
export function describeOther(use: ZoneUse): string {
  const kind = kinds[use.kind];
  const known = kind && use.title !== '' ? [translate(kind.word), translate(`${kind.states}.${use.state}`)] : [];
  return [span(use.from, use.to), otherTitle(use), use.who, otherPeople(use), ...known, use.number].filter(Boolean).join(' · ');
}
/** The word for a use of its kind; empty for an unknown kind. */
export const otherWord = (use: ZoneUse): string => (kinds[use.kind] ? translate(kinds[use.kind]!.word) : '');
/** The second line of a bar: who leads it, or else the number of people. */
export const otherNote = (use: ZoneUse): string => use.who || otherPeople(use);

/** Opens the page of a use if the operator may. */
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
