import { allows, type Permission, type Role } from '@contract/core/permissions.ts';
import { useQueryCache, type UseQueryOptions } from '@pinia/colada';
import type { Component } from 'vue';
import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router';
import type { VaultName } from '@contract/core/vault.ts';
import { useSession } from './access/session.ts';
import { directApi, type StationClient } from './station.ts';

/** An entry of the navigation. `order` sorts; entries of one `group` stand together. */
export interface NavEntry {
  to: string;
  /** Message keys of the full name, and of a word of at most seven letters for the narrow navigation. */
  label: string;
  short: string;
  icon: Component;
  order: number;
  permission?: Permission;
  /** Hides the entry from those with this permission, because another entry leads there. */
  unless?: Permission;
  /** Pages below this address belong to the entry; default: its own address. */
  root?: string;
}

interface AreaRoutes {
  routes: RouteRecordRaw[];
  nav?: NavEntry[];
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Permission to open the page; others see no link to it. */
    permission?: Permission;
    /** The vault that must be open for the page; otherwise VaultNotice is shown. */
    vault?: VaultName;
    /** The query for what the page shows first, asked while the window draws its frame. */
    ahead?: (client: StationClient) => UseQueryOptions;
  }
}

const areas = Object.values(import.meta.glob<AreaRoutes>('@/**/routes.ts', { eager: true }));

export const navigation: NavEntry[] = areas.flatMap((area) => area.nav ?? []).sort((a, b) => a.order - b.order);

/** The entries for an operator who may do these things. */
export const entriesFor = (may: (permission: Permission) => boolean): NavEntry[] =>
  navigation.filter((entry) => (!entry.permission || may(entry.permission)) && !(entry.unless && may(entry.unless)));

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [...areas.flatMap((area) => area.routes), { path: '/:rest(.*)*', redirect: '/' }]
});

router.beforeEach((to, from) => {
  const { permission } = to.meta;
  const session = useSession();
  // A refused address leaves the page; at the very first address the window begins with the front page.
  if (permission && session.operator && !session.may(permission)) return from.matched.length > 0 ? false : { path: '/' };
  return true;
});

let asked: Promise<unknown> = Promise.resolve();
/** Settles when the query asked ahead has an answer or has failed. */
export const firstData = (): Promise<unknown> => asked;

/** Asks the query of the window's first page, before ordinary calls go out. */
export function askAhead(roles: readonly Role[]): void {
  const { meta } = router.resolve(window.location.hash.slice(1) || '/');
  if (!meta.ahead || (meta.permission && !allows(roles, meta.permission))) return;
  const queries = useQueryCache();
  // A failure shows on the page, which asks again.
  asked = queries.fetch(queries.ensure(meta.ahead(directApi))).catch(() => {});
}
