import type { Permission } from '@contract/core/permissions.ts';
import { useQuery } from '@pinia/colada';
import { computed, type Component, type ComputedRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { useSession } from '@/app/access/session.ts';

/** The number that wait, and further data for the kind's own rows. */
export interface Waiting {
  count: number;
}

/** A kind of decisions that wait in an area: a line on today's board and a number in the navigation, for those who may decide. */
export interface ToDoKind<W extends Waiting = Waiting> {
  id: string;
  /** Permission of those who may decide. */
  permission: Permission;
  /** Permission of others who see the line on the board; left out: nobody else. */
  seenWith?: Permission;
  /** Address of the navigation entry that shows the number. */
  nav: string;
  /** Key of the query; its first part is the topic after which it is read again. */
  key: readonly string[];
  read: () => Promise<W>;
  /** The line on the board. */
  text: (n: number) => string;
  to: RouteLocationRaw;
  /** Rows of the board instead of the line. Gets `waiting`; emits `open` with the id of a reservation to show beside the board. */
  rows?: Component<{ waiting: W }>;
}

/** A to-do of the present moment. */
export interface ToDo {
  kind: ToDoKind;
  n: number;
  waiting: Waiting;
  /** Whether this operator may decide, or only sees it. */
  forMe: boolean;
}

/** All kinds, from the areas' to-do.ts, in the order of the areas' names. */
export const toDoKinds: readonly ToDoKind[] = Object.values(
  import.meta.glob<ToDoKind>(['@/**/to-do.ts', '!@/app/layout/to-do.ts'], { eager: true, import: 'toDo' })
);

/** The to-dos that the operator may decide or see now, without kinds of which nothing waits. */
export function useToDos(kinds: readonly ToDoKind[] = toDoKinds): ComputedRef<ToDo[]> {
  const session = useSession();
  const sees = (kind: ToDoKind) => session.may(kind.permission) || (kind.seenWith !== undefined && session.may(kind.seenWith));
  const queries = kinds.map((kind) => ({
    kind,
    ...useQuery({ key: () => [...kind.key, String(session.operator?.id ?? '')], query: kind.read, enabled: () => sees(kind) })
  }));
  return computed(() =>
    queries.flatMap(({ kind, data }) =>
      sees(kind) && data.value && data.value.count > 0
        ? [{ kind, n: data.value.count, waiting: data.value, forMe: session.may(kind.permission) }]
        : []
    )
  );
}
