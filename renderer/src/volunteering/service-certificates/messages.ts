export const messages = {
  'zh-CN': {
    views: { register: '登记簿', request: '申请开具', outdated: '记录有变', check: '核验' },
    columns: { number: '编号', name: '志愿者', hours: '工时', requested: '申请', issued: '开具', state: '状态' },
    none: '还没有开具过证明', noneHint: '志愿者本人申请后开具，只计已认定的工时，不收费。', noneFound: '没有符合条件的证明', noneOutdated: '没有记录有变的证明', outdated: '开具后有记录被更正，应撤销重开', outdatedShort: '记录有变', postedUntil: '公示至 {date}', postedNote: '公示至 {date}，到期后再开具。',
    request: '申请', period: '服务日期', fromFirst: '从第一次', toLast: '到最近一次', projects: '项目', allProjects: '全部项目', way: '申请方式', purpose: '用途', purposeHint: '例如升学、评优', notesHint: '印在证明上', posting: '登记申请后公示 {n} 天，期满再开具。', atOnce: '登记申请并立即开具，不收费。', record: '登记申请', issue: '开具证明',
    says: '证明内容', chooseFirst: '先选志愿者', chooseFirstHint: '这里列出证明会写什么，只计已认定的工时。', noHours: '这段时间没有已认定的工时', without: '不含待认定的 {hours}', requestedNow: '已登记申请，公示至 {until}', issuedNow: '已开具证明 {number}',
    issuer: '出具', reprint: '补打', revoke: '撤销证明', decline: '不予开具', why: { reprint: '补打原因，例如遗失', revoke: '撤销原因', decline: '不予开具的原因' }, done: { revoke: '证明 {number} 已撤销', decline: '{name}的申请未开具' }, events: { requested: '申请', issued: '开具', declined: '未开具', reprinted: '补打', revoked: '撤销' },
    check: '核验', checkHint: '扫证明上的二维码，或输入核验码。不用联网，登记簿就在本机。', found: '证明 {number}，{date}开具。', outcomes: { mistyped: '“{code}”不是有效的核验码，请逐位核对。', unknown: '本站没有开具过核验码为“{code}”的证明。' }
  },
  en: {
    views: { register: 'Register', request: 'Request', outdated: 'Outdated', check: 'Check' },
    columns: { number: 'Number', name: 'Volunteer', hours: 'Hours', requested: 'Requested', issued: 'Issued', state: 'State' },
    none: 'No certificate was issued yet', noneHint: 'Issued when the volunteer asks, from approved hours alone, free of charge.', noneFound: 'No certificate fits', noneOutdated: 'None is outdated', outdated: 'A record was corrected since: revoke and issue anew', outdatedShort: 'outdated', postedUntil: 'posted until {date}', postedNote: 'Posted until {date}; it can be issued after that.',
    request: 'Request', period: 'Days of service', fromFirst: 'From the first', toLast: 'To the last', projects: 'Projects', allProjects: 'All projects', way: 'Asked', purpose: 'Purpose', purposeHint: 'Such as school, awards', notesHint: 'Printed on the certificate', posting: 'The request is posted for {n} day, then the certificate is issued. | The request is posted for {n} days, then the certificate is issued.', atOnce: 'Records the request and issues at once, free of charge.', record: 'Record the request', issue: 'Issue',
    says: 'What it says', chooseFirst: 'Choose a volunteer first', chooseFirstHint: 'What the certificate will say shows here: approved hours only.', noHours: 'No approved hours in this time', without: 'Without the {hours} that wait for approval', requestedNow: 'Request recorded; posted until {until}', issuedNow: 'Certificate {number} issued',
    issuer: 'Issuer', reprint: 'Print again', revoke: 'Revoke', decline: 'Decline', why: { reprint: 'Why it is printed again, such as lost', revoke: 'Why it is revoked', decline: 'Why it is declined' }, done: { revoke: 'Certificate {number} revoked', decline: 'Request of {name} declined' }, events: { requested: 'requested', issued: 'issued', declined: 'declined', reprinted: 'printed again', revoked: 'revoked' },
    check: 'Check', checkHint: 'Scan the certificate’s QR code or type its verification code. Works offline: the register is on this PC.', found: 'Certificate {number}, issued {date}.', outcomes: { mistyped: '“{code}” cannot be a code; compare it character by character.', unknown: 'This station issued no certificate with the code “{code}”.' }
  }
};
