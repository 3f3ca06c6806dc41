export const messages = {
  'zh-CN': {
    none: '没有符合条件的服务记录', nonePending: '没有待认定的工时', nonePendingHint: '签退、补录或更正后的工时会列在这里，等待认定。', showAll: '查看全部记录', selectAll: '全选待认定的',
    columns: { when: '服务时间', hours: '工时', source: '来源', since: '签到', planned: '应结束' }, correctionWaits: '有更正待认定', sum: '合计 {hours}', days: '服务日期',
    chosen: '已选 {n} 条，{hours}', approve: '认定', approveN: '认定 {n} 条', approved: '已认定 {n} 条，{hours}', reject: '不予认定', rejectWhy: '不予认定的原因', rejectHint: '{n} 条记录将不计入工时。', rejected: '{n} 条记录未认定', noQuality: '不评价质量', quality: '质量评价', qualityN: '{n} 分', remarkHint: '评语',
    drawer: '{name}的服务记录', decided: '办理', chain: '更正经过', correct: '更正', correctHint: '原记录不会被改写：更正是一条新记录，由另一位操作员认定后生效。', noService: '没有这次服务', correctWhy: '为什么更正', correctSave: '提交更正', corrected: '更正已提交，等待另一位操作员认定',
    noneDue: '今天没有班岗', noneDueHint: '班岗当天会列在这里；纸质登记表随时可以补录。', toWeek: '查看周历', today: '今天', overdue: '名单待结束', haveHours: '人有工时', hereN: '在岗 {n}', hereNow: '正在服务', closed: '名单已结束', toClose: '名单待结束', notBegun: '还没开始', onNow: '进行中', forgotten: '忘了签退', back: '返回签到',
    field: '扫胸牌或身份证，或输入姓名、拼音、编号', clock: '签到 / 签退', ready: '等待扫码。再扫一次即签退。', clockIn: '签到', clockOut: '签退', clockedIn: '{name}已签到，{time}', clockedOut: '{name}已签退，{hours}', already: '{name}已登记过，不用再扫', notSigned: '未报岗', notSignedUp: '{name}没有报这个班岗，还缺 {n} 人', unknown: '没有认出“{code}”', walkUp: '临时上岗',
    opensAt: '{time} 起可以签到', came: '人到岗', doneN: '已完成 {n}', openN: '未登记 {n}', nobodyHint: '扫胸牌或输入姓名，可以让在册志愿者临时上岗。', expected: '未到', since: '{time} 签到', marked: '{name}：{state}', unmarked: '{name}的登记已取消', unmark: '取消',
    whole: '整班登记', wholeSure: '为还没有工时的 {n} 人登记 {time}；在岗的人按班岗结束时间签退。', wholeDone: '已登记 {n} 人', close: '结束名单', closeSure: '还有 {n} 人没有登记，结束后记为缺勤（计一次爽约）。', closedNow: '名单已结束，{n} 人缺勤', reopen: '重开名单', reopenWhy: '为什么重开',
    sheet: {
      save: '保存 {n} 行', saveNext: '保存并录下一张', saved: '已录入 {n} 行，{hours}，等待认定', shift: '对应的班岗（选填）', date: '服务日期', fill: '填入未录的 {n} 位报岗者', projectFirst: '先选项目；一行只需输入姓名回车，时间沿用上一行。', remark: '备注', namePlaceholder: '姓名、拼音或编号', unknown: '没有唯一对应的志愿者，请从列表中选，或先登记',
      keys: { enter: '选人并到下一行', tab: '改时间', move: '上下移动', remove: '删除一行' }, cells: { name: '第 {n} 行姓名', from: '第 {n} 行开始', to: '第 {n} 行结束', role: '第 {n} 行岗位', remark: '第 {n} 行备注' },
      people: '{n} 人', paperPeople: '纸上人数', paperHours: '纸上合计小时', hoursHint: '如 40.5', agrees: '与纸上一致', peopleDiffer: '人数与纸上不一致', hoursDiffer: '小时与纸上不一致', unreadable: '合计小时请写成 40、40.5 或 40:30', wrong: '{n} 行有问题'
    }
  },
  en: {
    none: 'No record of service fits', nonePending: 'No hours wait for approval', nonePendingHint: 'Hours that were clocked, entered or corrected stand here until they are approved.', showAll: 'See all records', selectAll: 'Choose all that wait',
    columns: { when: 'Service', hours: 'Hours', source: 'Source', since: 'Clocked in', planned: 'Planned end' }, correctionWaits: 'a correction waits', sum: '{hours} in all', days: 'Days of service',
    chosen: 'Chosen: {n}, {hours}', approve: 'Approve', approveN: 'Approve ({n})', approved: 'Approved: {n}, {hours}', reject: 'Reject', rejectWhy: 'Why they are rejected', rejectHint: 'Records that will not count: {n}.', rejected: 'Rejected: {n}', noQuality: 'No remark on quality', quality: 'Quality', qualityN: '{n} of 5', remarkHint: 'Remark',
    drawer: 'Service of {name}', decided: 'Decided', chain: 'Corrections', correct: 'Correct', correctHint: 'Nothing is overwritten: a correction is a new record, and counts once somebody else approves it.', noService: 'There was no such service', correctWhy: 'Why it is corrected', correctSave: 'Submit the correction', corrected: 'Correction submitted; somebody else approves it',
    noneDue: 'No shifts today', noneDueHint: 'Shifts stand here on their day; paper sheets can be entered at any time.', toWeek: 'See the week', today: 'Today', overdue: 'Lists to close', haveHours: 'have hours', hereN: 'here: {n}', hereNow: 'Serving now', closed: 'List closed', toClose: 'List to close', notBegun: 'Not begun', onNow: 'On now', forgotten: 'forgot to clock out', back: 'All shifts',
    field: 'Scan, or type a name or number', clock: 'Clock in / out', ready: 'Ready to scan. A second scan clocks out.', clockIn: 'Clock in', clockOut: 'Clock out', clockedIn: '{name} in at {time}', clockedOut: '{name} out, {hours}', already: '{name} is done already', notSigned: 'not signed up', notSignedUp: '{name} has not signed up; places free: {n}', unknown: '“{code}” is not known', walkUp: 'Take in on the spot',
    opensAt: 'Clocking in from {time}', came: 'came', doneN: 'done: {n}', openN: 'open: {n}', nobodyHint: 'Scan a badge or type a name to take in an active volunteer on the spot.', expected: 'not here yet', since: 'in since {time}', marked: '{name}: {state}', unmarked: '{name} is unmarked', unmark: 'Unmark',
    whole: 'Whole shift', wholeSure: 'Enters {time} for everybody without hours ({n}); who is here is clocked out at the planned end.', wholeDone: 'Entered for {n}', close: 'Close the list', closeSure: 'Nothing is entered for {n} of them; closing marks them absent, which is a no-show.', closedNow: 'List closed; absent: {n}', reopen: 'Open the list again', reopenWhy: 'Why it is opened again',
    sheet: {
      save: 'Save lines ({n})', saveNext: 'Save, next sheet', saved: 'Lines entered: {n}, {hours}; they wait for approval', shift: 'Its shift (optional)', date: 'Day of service', fill: 'Fill in those signed up ({n})', projectFirst: 'Choose the project first. A line is a name and Enter; times are those of the line above.', remark: 'Remark', namePlaceholder: 'Name, pinyin or number', unknown: 'More than one fits, or nobody: choose from the list, or register them first',
      keys: { enter: 'take, next line', tab: 'change the times', move: 'move', remove: 'remove the line' }, cells: { name: 'Name in line {n}', from: 'From in line {n}', to: 'To in line {n}', role: 'Role in line {n}', remark: 'Remark in line {n}' },
      people: '{n} person | {n} people', paperPeople: 'People on paper', paperHours: 'Hours on paper', hoursHint: '40.5', agrees: 'Agrees with the paper', peopleDiffer: 'People differ from the paper', hoursDiffer: 'Hours differ from the paper', unreadable: 'Write the hours as 40, 40.5 or 40:30', wrong: 'Lines with a problem: {n}'
    }
  }
};
