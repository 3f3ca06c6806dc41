import { Calendar } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { NavEntry } from '@/router.ts';

export const routes: RouteRecordRaw[] = [{ path: '/', component: () => import('./TodayPage.vue'), meta: { title: 'today.title' } }];
export const nav: NavEntry[] = [{ to: '/', label: 'today.title', short: 'today.short', icon: Calendar, order: 0 }];
