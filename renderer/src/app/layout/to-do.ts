import type { Permission } from '@contract/core/permissions.ts';
import { useQuery } from '@pinia/colada';
import { computed, type Component, type ComputedRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { useSession } from '@/app/access/session.ts';

/** How many wait, and whatever else the kind's own rows show of them. */
export interface Waiting {
  count: number;
}

/** What of an area waits for a decision: a line on today's board and a number in the navigation, for those who may decide. */
export interface ToDoKind<W extends Waiting = Waiting> {
  id: string;
  /** Who it waits for. */
  permission: Permission;
  /** Who sees on the board that it waits, though others decide; left out: nobody else. */
  seenWith?: Permission;
  /** Address of the navigation's entry that bears the number, for whom it waits. */
  nav: string;
  /** Key of the query; its first part is the topic that makes it be read anew. */
  key: readonly string[];
  read: () => Promise<W>;
  /** The line on the board. */
  text: (n: number) => string;
  to: RouteLocationRaw;
  /** Rows of the board in place of the line: gets `waiting`, says `open` with the id of a reservation to be shown beside the board. */
  rows?: Component<{ waiting: W }>;
}

/** One of what waits at the moment. */
export interface ToDo {
  kind: ToDoKind;
  n: number;
  waiting: Waiting;
  /** Whether it waits for this operator, or is only seen. */
  forMe: boolean;
}

/** Every kind, as the areas' to-do.ts say; in the order of the areas' names. */
export const toDoKinds: readonly ToDoKind[] = Object.values(
  import.meta.glob<ToDoKind>(['@/**/to-do.ts', '!@/app/layout/to-do.ts'], { eager: true, import: 'toDo' })
);

/** What waits for the operator at the moment or is seen to wait for others, kinds of which nothing waits left out. */
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
