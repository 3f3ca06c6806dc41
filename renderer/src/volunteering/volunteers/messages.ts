export const messages = {
  'zh-CN': {
    register: '登记志愿者', edit: '修改资料', editTitle: '修改 {name}', enterSheet: '补录纸质工时', sheetWords: '志愿服务纸质登记表', desk: '志愿者签到',
    searchHint: '姓名、拼音、志愿者编号', current: '在册与申请', order: '排序', orders: { number: '按编号', hours: '按工时', name: '按姓名' }, expiring: '保险或培训快到期',
    none: '还没有志愿者', noneHint: '登记时先从人员档案里选人，也可以直接登记新人。', noneFound: '没有符合条件的志愿者', clearFilter: '清除筛选',
    columns: { number: '编号', name: '姓名', organisation: '单位与队伍', skills: '技能', hours: '工时', last: '最近服务', state: '状态' },
    leader: '队长', never: '还没服务过', services: '{n} 次',
    who: '是谁', known: '已有档案', newPerson: '新人员', service: '服务资料', completePerson: '到人员档案补齐', complete: '去补齐',
    saveApplied: '存为申请中', saveActive: '登记并在册', registered: '已登记，编号 {number}，{state}', already: '此人已是志愿者：', missingText: '在册前还缺：{what}。',
    gaps: { person: '请选择人员', training: '每项培训须选名称并写明日期', guardian: '请填写同意的监护人姓名' },
    fields: {
      skills: '技能', languages: '语言', availability: '可服务时间', availabilityNote: '补充说明，例如隔周休息', limits: '健康或年龄限制', limitsHint: '派岗的人须知道的，例如不能久站', guardian: '监护人', guardianHint: '未满 18 周岁须监护人同意，且不参加有危险的服务。',
      guardianName: '监护人姓名', guardianPhone: '监护人电话', guardianConsentOn: '同意日期', trainings: '培训', training: '培训名称', trainedOn: '培训日期', validUntil: '有效期至', forGood: '长期有效', reference: '证明编号或讲师', addTraining: '添加培训',
      insurance: '人身意外保险', insuranceHint: '保险公司与保单号', insuredUntil: '保险到期日', team: '队伍', teamHint: '选择，或写新队伍', nationalNumber: '全国志愿者编号', teamLeader: '担任队长', publishConsent: '同意公布姓名与工时'
    },
    back: '返回志愿者', toPerson: '人员档案', certificate: '开具服务证明', chooseShift: '选班岗报名', badgeLine: '志愿者 {number}', view: '查看', tabs: { facts: '资料', shifts: '班岗', hours: '工时', awards: '荣誉' },
    upcoming: '待上岗 {n} 次', stateSince: '{at} {by}', stepDone: '{name}现在是：{state}', stepEnded: '{name}现在是：{state}，{n} 个报岗已退出',
    stepHints: { activate: '在册后即可报岗和记录工时。', decline: '不予登记须写明原因。', pause: '暂停后不能报岗，未来的 {n} 个报岗一并退出。', resume: '恢复后可以报岗。', leave: '退出后编号和工时仍保留，未来的 {n} 个报岗一并退出。', return: '编号和工时照旧。' },
    recognised: '已认定工时', pending: '待认定 {hours}', eligible: '已达 {star}，待授予', toNext: '距 {star} 还差 {hours}', points: '积分 {n}', minor: '未成年人', notSaid: '未填', reveal: '查看完整号码', consentedOn: '{date}同意', noConsent: '还没有同意记录', expired: '已到期', insuredUntil: '有效至 {date}', insuranceEnded: '{date}已到期', publish: '公布姓名', agreed: '同意', notAgreed: '不同意', actual: '实际 {n} 分钟',
    noShifts: '还没有报过岗', shiftColumns: { when: '时间', project: '项目', where: '地点', state: '状态' }, position: '第 {n} 位',
    chooseFor: '为{name}选班岗', shiftSearch: '项目名称或编号', noShiftsToCome: '近期没有可报的班岗', freeOf: '余 {free}/{n}', sign: '报岗', wait: '排候补', signAnyway: '仍要报岗', signed: '已报岗：{title}', waits: '已排候补：{title}，第 {n} 位', takenBack: '刚报的岗，撤销',
    choices: { title: '技能、培训等选项', kinds: { skill: '技能', language: '语言', training: '培训', project_category: '项目类别' }, none: '还没有选项', used: '{n} 处在用', archive: '停用', offer: '恢复' },
    timeline: {
      volunteers: { applied: '申请成为志愿者 {number}', active: '成为在册志愿者 {number}', paused: '暂停志愿服务', left: '退出志愿者', declined: '志愿者申请未通过', other: '志愿者状态变更' },
      signUps: { signed: '报岗“{project}”{role} {from}', waiting: '候补“{project}”{role} {from}', ended: '退出“{project}”{role} {from}：{why}', absent: '缺勤“{project}”{role} {from}', other: '“{project}”报岗' },
      hours: { served: '服务“{project}”{role} {hours} 小时（{source}，{state}）', other: '服务记录' },
      recognition: { awarded: '获授{title}（{authority}）', revoked: '{title}被撤销', other: '荣誉' },
      certificates: { requested: '申请服务记录证明', issued: '服务记录证明 {number}，{hours} 小时', declined: '服务记录证明未开具', revoked: '服务记录证明 {number} 被撤销', other: '服务记录证明' }
    }
  },
  en: {
    register: 'New volunteer', edit: 'Edit', editTitle: 'Edit {name}', enterSheet: 'Enter a paper sheet', sheetWords: 'Hours of volunteers, from paper', desk: 'Clock volunteers in',
    searchHint: 'Name, pinyin or number', current: 'Current', order: 'Order', orders: { number: 'By number', hours: 'By hours', name: 'By name' }, expiring: 'Insurance or training running out',
    none: 'There are no volunteers yet', noneHint: 'Choose somebody on record, or register somebody new straight away.', noneFound: 'No volunteer fits', clearFilter: 'Clear the filter',
    columns: { number: 'Number', name: 'Name', organisation: 'Organisation, team', skills: 'Skills', hours: 'Hours', last: 'Last service', state: 'State' },
    leader: 'leader', never: 'not yet', services: '{n} time | {n} times',
    who: 'Who', known: 'On record', newPerson: 'New person', service: 'Service', completePerson: 'Complete the person’s record', complete: 'Complete it',
    saveApplied: 'Save as applied', saveActive: 'Register as active', registered: 'Registered as {number}, {state}', already: 'Is a volunteer already:', missingText: 'Missing before they can be active: {what}.',
    gaps: { person: 'Choose a person', training: 'Every training needs a name and a date', guardian: 'Enter the name of the guardian who agreed' },
    fields: {
      skills: 'Skills', languages: 'Languages', availability: 'Can serve', availabilityNote: 'More about it, such as every other week', limits: 'Limits of health or age', limitsHint: 'What whoever assigns them must know', guardian: 'Guardian', guardianHint: 'Below 18 a guardian must agree, and no dangerous work.',
      guardianName: 'Guardian', guardianPhone: 'Guardian’s telephone', guardianConsentOn: 'Agreed on', trainings: 'Trainings', training: 'Training', trainedOn: 'Date', validUntil: 'Valid until', forGood: 'Valid for good', reference: 'Proof or trainer', addTraining: 'Add a training',
      insurance: 'Accident insurance', insuranceHint: 'Insurer and policy number', insuredUntil: 'Insured until', team: 'Team', teamHint: 'Choose, or write a new one', nationalNumber: 'National number', teamLeader: 'Leads the team', publishConsent: 'Agrees that name and hours are published'
    },
    back: 'Volunteers', toPerson: 'Person’s record', certificate: 'Issue a certificate', chooseShift: 'Sign up to a shift', badgeLine: 'Volunteer {number}', view: 'View', tabs: { facts: 'Details', shifts: 'Shifts', hours: 'Hours', awards: 'Honours' },
    upcoming: 'Shifts to come: {n}', stateSince: '{at} {by}', stepDone: '{name} is now: {state}', stepEnded: '{name} is now: {state}; sign-ups ended: {n}',
    stepHints: { activate: 'From then on they can sign up and have hours.', decline: 'Say why they are not registered.', pause: 'No sign-ups while paused; those to come ({n}) end.', resume: 'They can sign up again.', leave: 'Number and hours stay; sign-ups to come ({n}) end.', return: 'Number and hours are as they were.' },
    recognised: 'Approved hours', pending: '{hours} to approve', eligible: 'Eligible for {star}', toNext: '{hours} to {star}', points: 'Points: {n}', minor: 'Minor', notSaid: 'not said', reveal: 'Show the number', consentedOn: 'Agreed {date}', noConsent: 'no consent on record', expired: 'ended', insuredUntil: 'Valid until {date}', insuranceEnded: 'Ended {date}', publish: 'Publishing', agreed: 'agreed', notAgreed: 'not agreed', actual: 'actually {n} min',
    noShifts: 'No shifts yet', shiftColumns: { when: 'When', project: 'Project', where: 'Where', state: 'State' }, position: 'place {n}',
    chooseFor: 'A shift for {name}', shiftSearch: 'Project title or code', noShiftsToCome: 'No shifts to come', freeOf: '{free} of {n} free', sign: 'Sign up', wait: 'Wait', signAnyway: 'Sign up anyway', signed: 'Signed up: {title}', waits: 'Waiting: {title}, place {n}', takenBack: 'signed up a moment ago, taken back',
    choices: { title: 'Skills, trainings and so on', kinds: { skill: 'Skills', language: 'Languages', training: 'Trainings', project_category: 'Kinds of project' }, none: 'Nothing here yet', used: 'used {n} time | used {n} times', archive: 'Archive', offer: 'Offer again' },
    timeline: {
      volunteers: { applied: 'Applied as volunteer {number}', active: 'Active volunteer {number}', paused: 'Paused as a volunteer', left: 'Left the volunteers', declined: 'Not taken as a volunteer', other: 'Volunteer’s state changed' },
      signUps: { signed: 'Signed up to “{project}”, {role}, {from}', waiting: 'Waits for “{project}”, {role}, {from}', ended: 'Out of “{project}”, {role}, {from}: {why}', absent: 'Absent from “{project}”, {role}, {from}', other: 'Sign-up to “{project}”' },
      hours: { served: 'Served “{project}”, {role}, {hours} h ({source}, {state})', other: 'Service' },
      recognition: { awarded: 'Awarded {title} ({authority})', revoked: '{title} taken back', other: 'Honour' },
      certificates: { requested: 'Asked for a record certificate', issued: 'Record certificate {number}, {hours} h', declined: 'Record certificate declined', revoked: 'Record certificate {number} revoked', other: 'Record certificate' }
    }
  }
};
