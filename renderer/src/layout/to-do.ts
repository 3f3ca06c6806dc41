import { useQuery } from '@pinia/colada';
import { computed, type ComputedRef } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import type { Permission } from '@contract/access.ts';
import { useSession } from '@/access/session.ts';

/** What of an area waits for whoever may decide it: a line on today's board, and a number at its entry of the navigation. */
export interface ToDoKind {
  id: string;
  /** Who it waits for. */
  permission: Permission;
  /** Address of the navigation's entry that bears the number. */
  nav: string;
  /** Key of the query; its first part is the topic that makes it be read anew. */
  key: readonly string[];
  count: () => Promise<number>;
  /** The line on the board. */
  text: (n: number) => string;
  to: RouteLocationRaw;
}

const kinds = new Map<string, ToDoKind>();
export function registerToDo(kind: ToDoKind): void {
  kinds.set(kind.id, kind);
}

/** What waits for the operator at the moment, kinds of which nothing waits left out. */
export function useToDos(): ComputedRef<{ kind: ToDoKind; n: number }[]> {
  const session = useSession();
  const queries = [...kinds.values()].map((kind) => ({ kind, ...useQuery({ key: () => [...kind.key, String(session.operator?.id ?? '')], query: kind.count, enabled: () => session.may(kind.permission) }) }));
  return computed(() => queries.flatMap(({ kind, data }) => (session.may(kind.permission) && (data.value ?? 0) > 0 ? [{ kind, n: data.value ?? 0 }] : [])));
}
