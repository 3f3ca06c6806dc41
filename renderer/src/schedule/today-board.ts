import './shared-messages.ts';
import './reservations/messages.ts';
import type { TodayBoard } from '@/app/today/routes.ts';
import Board from './reservations/today/TodayBoard.vue';
import { todayQuery } from './reservations/today/query.ts';

export const board: TodayBoard = { component: Board, ahead: todayQuery };
