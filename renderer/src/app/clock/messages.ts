import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('clock', {
  'zh-CN': {
    title: '按时间自动结转的事项',
    hint: '撤回后恢复为结转前的状态；已被他人改动或占用的保持不变，并在此列出。',
    none: '没有可撤回的事项。',
    at: '结转时间',
    what: '结转内容',
    which: '对象',
    all: '全部撤回',
    chosen: '撤回选中（{count}）',
    back: '撤回',
    done: '已撤回 {n} 项',
    left: '以下 {n} 项未能撤回：',
    why: { changed: '之后已有改动', taken: '时间或名额已被占用' },
    more: '只列出最近 500 项，“全部撤回”包括未列出的。',
    byClock: '系统按时间自动结转：{what}（{at}）',
    steps: {
      reservation: { no_show: '预约无人签到，自动释放' },
      booking: {
        ended: '报名或候补结束',
        offered: '候补递补，名额保留待确认',
        booked: '候补递补成功'
      },
      class: { confirmed: '达到开班人数，确认开班', running: '首次上课时间已到，开始上课', finished: '末次课已上完，结课' },
      session: { held: '上课时间已过，记为已上课' },
      sign_up: { ended: '报名或候补结束', offered: '候补递补，名额保留待确认', signed: '候补递补成功' },
      project: { running: '首个班次已开始，项目开始' },
      shift: { held: '班次时间已过，记为已开展' },
      other: '{entity}：{from} → {to}'
    }
  },
  en: {
    title: 'What fell due by time',
    hint: 'What is taken back is as it was before. What somebody changed since, or whose place is taken, stays and is listed here.',
    none: 'There is nothing to take back.',
    at: 'When',
    what: 'What',
    which: 'Of',
    all: 'Take all back',
    chosen: 'Take back chosen ({count})',
    back: 'Take back',
    done: '{n} step taken back | {n} steps taken back',
    left: '{n} could not be taken back: | {n} could not be taken back:',
    why: { changed: 'changed since', taken: 'time or seat is taken' },
    more: 'Only the newest 500 are listed; “Take all back” includes the others.',
    byClock: 'Done by time alone: {what} ({at})',
    steps: {
      reservation: { no_show: 'Nobody checked in: reservation released' },
      booking: {
        ended: 'Booking or place in the list ended',
        offered: 'Seat offered to the waiting list',
        booked: 'Seat given to the waiting list'
      },
      class: {
        confirmed: 'Enough people: class confirmed',
        running: 'First session has begun: class started',
        finished: 'Last session is over: class finished'
      },
      session: { held: 'Session is over: counted as held' },
      sign_up: {
        ended: 'Sign-up or place in the list ended',
        offered: 'Place offered to the waiting list',
        signed: 'Place given to the waiting list'
      },
      project: { running: 'First shift has begun: project started' },
      shift: { held: 'Shift is over: counted as held' },
      other: '{entity}: {from} → {to}'
    }
  }
});
