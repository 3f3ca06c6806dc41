export const messages = {
  'zh-CN': {
    title: '人员',
    short: '人员',
    new: '登记人员',
    import: '导入花名册',
    search: '姓名、拼音、首字母、尾号、单位',
    more: '更多筛选',
    filters: { organisation: '单位', documentKind: '证件', politicalStatus: '政治面貌', hasMobile: '手机', trade: '工种', withMobile: '有手机', withoutMobile: '没有手机', clear: '清除筛选' },
    columns: { name: '姓名', document: '证件号码', mobile: '手机', organisation: '单位', trade: '工种', status: '政治面貌' },
    empty: '没有符合条件的人员',
    emptyHint: '换一个写法试试：拼音、首字母、手机或证件的后四位都可以。',
    none: '还没有人员档案',
    noneHint: '可以导入 Excel 花名册，也可以逐个登记，只填姓名即可。',
    looking: '正在逐批查找…',
    openPage: '打开档案',
    fields: {
      name: '姓名', sex: '性别', birthDate: '出生日期', documentKind: '证件类型', documentNumber: '证件号码', mobile: '手机', organisation: '单位或班组', trade: '工种',
      politicalStatus: '政治面貌', emergencyName: '紧急联系人', emergencyPhone: '紧急联系电话', notes: '备注', photo: '照片', consent: '信息使用同意', document: '证件', emergency: '紧急联系人', age: '年龄'
    },
    unknown: '未登记',
    reveal: '查看完整号码',
    revealHint: '查看会记入审计日志',
    hide: '隐藏',
    form: {
      new: '登记人员', edit: '修改{name}', save: '保存', saveNext: '保存并登记下一个', basics: '基本信息', papers: '证件', belongs: '单位与岗位', contact: '联系方式', other: '其他',
      fromId: '身份证：{birthDate} 出生，{sex}', change: '填写新号码', keep: '保留原号码', clear: '留空保存即清除', nameHint: '只填姓名也可以保存',
      duplicate: '证件号码已登记在“{name}”名下。', openKnown: '打开“{name}”的档案', alike: '已有姓名和手机都相同的人：', another: '是另一个人，仍然保存', saved: '已保存“{name}”', created: '已登记“{name}”'
    },
    page: { details: '档案', timeline: '在站记录', timelineEmpty: '还没有记录', earlier: '更早的记录', created: '{at} 建档', updated: '{at} 更新', mergedInto: '此档案已合并到', merge: '合并档案', back: '返回人员列表' },
    consent: {
      none: '未取得', given: '{how}，{at}，{by}记录', ways: { paper: '书面同意', form: '线上表单', spoken: '口头同意', guardian: '监护人同意' }, record: '记录同意', withdraw: '撤回同意',
      withdrawTitle: '撤回“{name}”的同意', withdrawText: '撤回后请停止使用其个人信息，并按规定处理。此操作记入审计日志。', hint: '同意的方式'
    },
    photo: { choose: '选择照片', replace: '更换照片', remove: '移除照片', hint: 'JPEG 或 PNG，不超过 1 MB', none: '没有照片', alt: '{name}的照片' },
    merge: {
      title: '合并档案', text: '两份档案是同一个人时合并。“{goes}”的档案将并入“{stays}”，预约等记录一并转移；合并后不能拆开，两份历史都留在审计日志。', pick: '与哪一份档案合并', stays: '保留的档案', goes: '并入的档案',
      swap: '对调', choose: '每一项选用哪份', confirm: '合并档案', done: '已合并为“{name}”', hidden: '（{kind}）', empty: '空'
    },
    timeline: { registered: '登记建档“{name}”', consent: '同意使用个人信息（{how}）', merged: '并入档案“{name}”' },
    exporting: '正在导出…',
    importing: {
      title: '导入花名册', steps: { file: '选择文件', columns: '核对列', check: '检查', done: '完成' },
      drop: '把 .xlsx 文件拖到这里', or: '或', pick: '选择文件', limits: '最大 20 MB、50 000 行。第一行或前几行中应有“姓名”等列名。', sample: '表头示例：姓名、性别、证件类型、证件号码、手机号码、单位、班组、工种、政治面貌', reading: '正在读取文件…',
      reasons: { no_workbook: '这不是可读的 .xlsx 文件。请用 Excel 打开并“另存为”.xlsx，加密的文件请先取消密码。', empty: '文件里没有内容。', too_many_rows: '超过 50 000 行，请分成几个文件。', no_image: '不是可用的图片。' },
      file: '{name}，{rows} 行', column: '文件中的列', samples: '内容举例', as: '导入为', ignore: '不导入', needName: '请指定哪一列是姓名', twice: '“{field}”选了两次',
      known: '站内已有的人', skip: '跳过，不改动', update: '用花名册更新（空格不覆盖）', create: '单位或班组不存在时新建', createHint: '将新建：{names}', andMore: '等 {n} 个',
      counts: { new: '新登记', update: '将更新', unchanged: '没有变化', skipped: '跳过', bad: '有问题' },
      problems: '问题', notes: '提示', row: '行', columnName: '列', value: '内容', problem: '说明', wholeRow: '整行', shown: '列出前 {shown} 条，共 {total} 条；全部见下载的文件。', noProblems: '没有发现问题，可以导入。',
      badRows: '下载有问题的行', onlyGood: '只导入没有问题的 {n} 行，其余 {bad} 行不导入', allOrNothing: '有 {bad} 行有问题。请改好后重新选择文件，或勾选只导入没有问题的行。',
      apply: '导入 {n} 人', nothing: '没有需要导入的内容', checking: '正在检查…', writing: '正在导入…', progress: '{done} / {total}', cancel: '停止', cancelled: '已停止，没有写入任何数据。',
      leaveTitle: '正在导入', leaveText: '现在离开会停止导入，不写入任何数据。', leave: '停止并离开', stay: '继续导入',
      done: '导入完成', result: { created: '新登记 {n} 人', updated: '更新 {n} 人', unchanged: '{n} 人没有变化', skipped: '跳过 {n} 人', left: '{n} 行有问题，未导入', organisations: '新建单位和班组 {n} 个' }, another: '再导入一份', toPeople: '查看人员', gone: '文件已超过半小时未用，请重新选择。',
      fields: { name: '姓名', sex: '性别', birthDate: '出生日期', documentKind: '证件类型', documentNumber: '证件号码', mobile: '手机号码', organisation: '单位 / 项目', team: '班组', trade: '工种', politicalStatus: '政治面貌', emergencyName: '紧急联系人', emergencyPhone: '紧急联系电话', notes: '备注' },
      codes: {
        name_missing: '缺少姓名', name_long: '姓名过长', id_empty: '缺少身份证号', id_length: '身份证号应为 18 位，这里是 {length} 位', id_fifteen: '只有 15 位：可能被 Excel 截断，或是第一代身份证号', id_characters: '身份证号不能含有“{character}”', id_province: '前两位 {prefix} 不是省级代码', id_birth_date: '出生日期 {date} 不存在', id_check_digit: '最后一位应为 {expected}',
        number_cut: '被 Excel 当作数字，15 位以后已丢失，请以文本格式重填', document_invalid: '证件号码应为 5–20 位字母或数字', document_kind_unknown: '无法识别的证件类型', document_kind_missing: '不是身份证号，请填写证件类型', mobile_invalid: '手机号应为 11 位，以 13–19 开头', phone_invalid: '电话号码无效', sex_unknown: '性别应为男或女', birth_date_invalid: '出生日期无效', political_status_unknown: '无法识别的政治面貌',
        organisation_unknown: '站内没有这个单位', organisation_ambiguous: '有多个同名单位，请写出上级，如“园区/企业”', team_unknown: '没有这个班组', team_ambiguous: '有多个同名班组，请填写单位', value_long: '最多 {max} 个字', duplicate_in_file: '与第 {row} 行是同一人', document_of_other: '证件号码属于站内的“{name}”，姓名不同', document_differs: '与站内“{name}”姓名手机相同，但证件不同', several_known: '站内有 {count} 人与此行相符，请先核对',
        known_skipped: '站内已有“{name}”，跳过', known_updated: '站内已有“{name}”，将更新', organisation_made: '将新建“{path}”', birth_date_from_id: '以身份证号中的 {date} 为准', sex_from_id: '以身份证号为准'
      }
    }
  },
  en: {
    title: 'People',
    short: 'People',
    new: 'Register a person',
    import: 'Import a roster',
    search: 'Name, pinyin, last digits',
    more: 'More filters',
    filters: { organisation: 'Organisation', documentKind: 'Document', politicalStatus: 'Political status', hasMobile: 'Mobile', trade: 'Trade', withMobile: 'With a mobile', withoutMobile: 'Without a mobile', clear: 'Clear filters' },
    columns: { name: 'Name', document: 'Document', mobile: 'Mobile', organisation: 'Organisation', trade: 'Trade', status: 'Political status' },
    empty: 'Nobody fits these filters',
    emptyHint: 'Try another spelling: pinyin, initials, or the last four digits of mobile or ID.',
    none: 'No people on record yet',
    noneHint: 'Import an Excel roster, or register people one by one; a name is enough.',
    looking: 'Looking through the records…',
    openPage: 'Open record',
    fields: {
      name: 'Name', sex: 'Sex', birthDate: 'Birth date', documentKind: 'Document type', documentNumber: 'Document number', mobile: 'Mobile', organisation: 'Organisation or team', trade: 'Trade',
      politicalStatus: 'Political status', emergencyName: 'Emergency contact', emergencyPhone: 'Emergency phone', notes: 'Notes', photo: 'Photo', consent: 'Consent to data use', document: 'Document', emergency: 'Emergency contact', age: 'Age'
    },
    unknown: 'Not on record',
    reveal: 'Show in full',
    revealHint: 'Looking is recorded in the audit log',
    hide: 'Hide',
    form: {
      new: 'Register a person', edit: 'Change {name}', save: 'Save', saveNext: 'Save and register the next', basics: 'Person', papers: 'Document', belongs: 'Organisation and work', contact: 'Contact', other: 'Other',
      fromId: 'From the ID: born {birthDate}, {sex}', change: 'Enter a new number', keep: 'Keep the number', clear: 'Saved empty, it is removed', nameHint: 'A name alone is enough',
      duplicate: 'This document belongs to “{name}”.', openKnown: 'Open the record of “{name}”', alike: 'Same name and mobile as:', another: 'It is somebody else; save anyway', saved: 'Saved “{name}”', created: 'Registered “{name}”'
    },
    page: { details: 'Record', timeline: 'At the station', timelineEmpty: 'Nothing yet', earlier: 'Earlier', created: 'made {at}', updated: 'changed {at}', mergedInto: 'This record went into that of', merge: 'Merge records', back: 'Back to people' },
    consent: {
      none: 'Not given', given: '{how}, {at}, recorded by {by}', ways: { paper: 'Signed on paper', form: 'Online form', spoken: 'Spoken', guardian: 'By a guardian' }, record: 'Record consent', withdraw: 'Withdraw consent',
      withdrawTitle: 'Withdraw the consent of “{name}”', withdrawText: 'After this their data must not be used any more; handle it as the law says. This is recorded in the audit log.', hint: 'How they agreed'
    },
    photo: { choose: 'Choose a photo', replace: 'Replace photo', remove: 'Remove photo', hint: 'JPEG or PNG, 1 MB at most', none: 'No photo', alt: 'Photo of {name}' },
    merge: {
      title: 'Merge records', text: 'For two records of one person. “{goes}” goes into “{stays}”; reservations and the like follow. It cannot be undone; both histories stay in the audit log.', pick: 'Merge with which record', stays: 'Record that stays', goes: 'Record that goes',
      swap: 'Swap', choose: 'Which value to keep', confirm: 'Merge records', done: 'Merged into “{name}”', hidden: ' ({kind})', empty: 'empty'
    },
    timeline: { registered: 'Registered as “{name}”', consent: 'Agreed to data use ({how})', merged: 'Took over the record “{name}”' },
    exporting: 'Exporting…',
    importing: {
      title: 'Import a roster', steps: { file: 'File', columns: 'Columns', check: 'Check', done: 'Done' },
      drop: 'Drop an .xlsx file here', or: 'or', pick: 'Choose a file', limits: 'At most 20 MB and 50,000 rows. One of the first rows must hold headers such as “Name” or “姓名”.', sample: 'Headers: Name, Sex, Document type, Document number, Mobile, Organisation, Team, Trade, Political status', reading: 'Reading the file…',
      reasons: { no_workbook: 'This is no readable .xlsx file. Open it in Excel and save it as .xlsx; remove its password first.', empty: 'There is nothing in the file.', too_many_rows: 'More than 50,000 rows; split the file.', no_image: 'This is not a usable picture.' },
      file: '{name}, {rows} rows', column: 'Column in the file', samples: 'Examples', as: 'Import as', ignore: 'Leave out', needName: 'Say which column holds the names', twice: '“{field}” is chosen twice',
      known: 'People the station knows', skip: 'Leave as they are', update: 'Update from the roster (blanks change nothing)', create: 'Make organisations and teams that do not exist', createHint: 'Will be made: {names}', andMore: 'and {n} in all',
      counts: { new: 'New', update: 'To update', unchanged: 'Unchanged', skipped: 'Skipped', bad: 'With problems' },
      problems: 'Problems', notes: 'Remarks', row: 'Row', columnName: 'Column', value: 'Cell', problem: 'Explanation', wholeRow: 'whole row', shown: 'The first {shown} of {total}; the downloaded file has all.', noProblems: 'No problems found; ready to import.',
      badRows: 'Download rows with problems', onlyGood: 'Import only the {n} good rows and leave out {bad}', allOrNothing: '{bad} rows have problems. Correct the file and choose it again, or tick to import only the good rows.',
      apply: 'Import people ({n})', nothing: 'Nothing to import', checking: 'Checking…', writing: 'Importing…', progress: '{done} / {total}', cancel: 'Stop', cancelled: 'Stopped. Nothing was written.',
      leaveTitle: 'Import under way', leaveText: 'Leaving now stops the import; nothing is written.', leave: 'Stop and leave', stay: 'Go on importing',
      done: 'Import finished', result: { created: '{n} registered', updated: '{n} updated', unchanged: '{n} unchanged', skipped: '{n} skipped', left: 'rows with problems left out: {n}', organisations: 'organisations and teams made: {n}' }, another: 'Import another', toPeople: 'See people', gone: 'The file was not used for half an hour; choose it again.',
      fields: { name: 'Name', sex: 'Sex', birthDate: 'Birth date', documentKind: 'Document type', documentNumber: 'Document number', mobile: 'Mobile', organisation: 'Organisation / site', team: 'Team', trade: 'Trade', politicalStatus: 'Political status', emergencyName: 'Emergency contact', emergencyPhone: 'Emergency phone', notes: 'Notes' },
      codes: {
        name_missing: 'the name is missing', name_long: 'the name is too long', id_empty: 'the ID number is missing', id_length: 'an ID number has 18 characters, this has {length}', id_fifteen: 'only 15 digits: cut by Excel, or a first-generation number', id_characters: 'an ID number cannot hold “{character}”', id_province: '{prefix} at the beginning is no province', id_birth_date: 'the birth date {date} does not exist', id_check_digit: 'the last digit should be {expected}',
        number_cut: 'kept as a number by Excel, which lost what follows 15 digits; enter it again as text', document_invalid: 'a document number has 5–20 letters or digits', document_kind_unknown: 'unknown document type', document_kind_missing: 'not an ID number; give the document type', mobile_invalid: 'a mobile has 11 digits and begins with 13–19', phone_invalid: 'not a telephone number', sex_unknown: 'sex is male or female', birth_date_invalid: 'not a possible birth date', political_status_unknown: 'unknown political status',
        organisation_unknown: 'no such organisation here', organisation_ambiguous: 'several organisations have this name; write “park/enterprise”', team_unknown: 'no such team', team_ambiguous: 'several teams have this name; give the organisation', value_long: 'at most {max} characters', duplicate_in_file: 'the same person as in row {row}', document_of_other: 'this document belongs to “{name}”, another name', document_differs: 'same name and mobile as “{name}”, but another document', several_known: '{count} people here fit this row; check them first',
        known_skipped: '“{name}” is known and left as is', known_updated: '“{name}” is known and will be updated', organisation_made: '“{path}” will be made', birth_date_from_id: 'taken from the ID number: {date}', sex_from_id: 'taken from the ID number'
      }
    }
  }
};
