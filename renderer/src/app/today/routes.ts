import { Calendar } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/app/router.ts';
import TodayPage from './TodayPage.vue';
import { todayQuery } from './query.ts';

// The home page comes with the window's first script: loaded on demand, its two dozen parts would be fetched one after the
// other while everybody waits for them.
export const routes: RouteRecordRaw[] = [{ path: '/', component: TodayPage, meta: { ahead: todayQuery } }];
export const nav: NavEntry[] = [{ to: '/', label: 'today.title', short: 'today.short', icon: Calendar, order: 0 }];
