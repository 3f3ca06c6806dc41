import { Calendar } from '@element-plus/icons-vue';
import type { UseQueryOptions } from '@pinia/colada';
import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import type { StationClient } from '@/app/station.ts';

/** Today's board, with which a window begins. The area that fills it registers it (today-board.ts). */
export interface TodayBoard {
  component: Component;
  /** The query for what it shows first. */
  ahead: (client: StationClient) => UseQueryOptions;
}

// The home page comes with the window's first script, because loading its two dozen parts one after the other would keep everybody
// waiting.
const boards = Object.values(import.meta.glob<TodayBoard>('@/*/today-board.ts', { eager: true, import: 'board' }));

export const routes: RouteRecordRaw[] = boards.map(({ component, ahead }) => ({ path: '/', component, meta: { ahead } }));
export const nav: NavEntry[] = [{ to: '/', label: 'today.title', short: 'today.short', icon: Calendar, order: 0 }];
