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
  /** Message key of the full name and, for the narrow navigation, of a word of at most seven letters. */
  label: string;
  short: string;
  icon: Component;
  order: number;
  permission?: Permission;
  /** Hidden from those with this permission, because another entry leads there. */
  unless?: Permission;
  /** Pages below this address belong to the entry; its own unless given. */
  root?: string;
}

interface AreaRoutes {
  routes: RouteRecordRaw[];
  nav?: NavEntry[];
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open the page; nobody else is shown a way to it. */
    permission?: Permission;
    /** The vault that must be open to see the page; else what opens it stands there. */
    vault?: VaultName;
    /** What the page shows first: asked while the window still draws its frame, so that the page opens with it. */
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
  // Stays where one is; sent there by the first address of all, one begins at the front page.
  if (permission && session.operator && !session.may(permission)) return from.matched.length > 0 ? false : { path: '/' };
  return true;
});

let asked: Promise<unknown> = Promise.resolve();
/** Settled once what was asked ahead is there, or will not be. */
export const firstData = (): Promise<unknown> => asked;

/** Asks what the page that a window begins with shows; goes out before ordinary calls do. */
export function askAhead(roles: readonly Role[]): void {
  const { meta } = router.resolve(window.location.hash.slice(1) || '/');
  if (!meta.ahead || (meta.permission && !allows(roles, meta.permission))) return;
  const queries = useQueryCache();
  // A failure shows on the page, which asks again.
  asked = queries.fetch(queries.ensure(meta.ahead(directApi))).catch(() => {});
}
