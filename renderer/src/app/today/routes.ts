import { Calendar } from '@element-plus/icons-vue';
import type { UseQueryOptions } from '@pinia/colada';
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import type { StationClient } from '@/app/station.ts';

/** The day's board: the page a window begins with, registered by the area that fills it (today-board.ts). */
export interface TodayBoard {
  component: Component;
  /** What it shows first. */
  ahead: (client: StationClient) => UseQueryOptions;
}

// The home page comes with the window's first script: loaded on demand, its two dozen parts would be fetched one after the
// other while everybody waits for them.
const boards = Object.values(import.meta.glob<TodayBoard>('@/*/today-board.ts', { eager: true, import: 'board' }));

export const routes: RouteRecordRaw[] = boards.map(({ component, ahead }) => ({ path: '/', component, meta: { ahead } }));
export const nav: NavEntry[] = [{ to: '/', label: 'today.title', short: 'today.short', icon: Calendar, order: 0 }];
