import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('layout', {
  'zh-CN': {
    skip: '跳到内容',
    navigation: '主导航',
    waits: '{n} 项待办',
    find: '查找人员、功能区、页面、操作',
    lock: '锁定',
    demo: '演示数据',
    switchOperator: '更换操作员',
    changePassword: '修改密码',
    keys: '快捷键',
    signOut: '退出登录',
    reconnecting: '正在恢复与数据服务的连接，填写的内容不会丢失…',
    backupFailed: '{at} 的每日自动备份没有成功。请查看磁盘剩余空间，然后手动备份一次。',
    toBackups: '去备份',
    restored:
      '本站已于 {at} 恢复为 {copyAt} 的备份：账号、角色、密码和保密柜准入都回到了那时。{carried}请逐一核对账号，密码泄露过的请重设。',
    restoredCarried: '此后停用的账号和取消的角色已重新停用、取消。',
    restoredNotCarried: '此后如有停用的账号或取消的角色，现在又生效了，无法自动取消。',
    toAccounts: '去核对账号',
    restoredChecked: '已核对',
    clock: {
      ahead: '电脑时钟显示 {now}，而上一次记录在 {since}。核对日期之前，预约、班级和班次不按时间自动结转。',
      behind: '电脑时钟显示 {now}，早于已有记录 {since}。请先核对电脑的日期和时间；核对之前，预约、班级和班次不按时间自动结转。',
      confirm: '今天确实是{day}',
      askHead: '请站长核对并确认。',
      early: '时钟走快时自动结转了 {n} 项，去撤回'
    },
    keyList: [
      '查找与命令',
      '登记人员',
      '签到',
      '新建预约',
      '在本页查找',
      '选择与打开',
      '保存',
      '保存并继续下一个',
      '关闭',
      '撤销上一步',
      '打印',
      '锁定窗口',
      '上一件、下一件案件',
      '快捷键一览'
    ]
  },
  en: {
    skip: 'Skip to content',
    navigation: 'Main navigation',
    waits: '{n} waiting for you',
    find: 'Find people, zones, pages, actions',
    lock: 'Lock',
    demo: 'Demonstration',
    switchOperator: 'Change operator',
    changePassword: 'Change password',
    keys: 'Keyboard shortcuts',
    signOut: 'Sign out',
    reconnecting: 'Reconnecting to the data service; nothing you typed is lost…',
    backupFailed: 'The daily backup of {at} failed. Look at the free space of the disk, then back up by hand.',
    toBackups: 'Go to backups',
    restored:
      'On {at} the station was put back to the backup of {copyAt}: accounts, roles, passwords and vault admissions are those of then. {carried} Check every account, and set a new password where one had leaked.',
    restoredCarried: 'Accounts closed and roles taken away since were taken away again.',
    restoredNotCarried: 'Any account closed or role taken away since is in force again; that could not be mended by itself.',
    toAccounts: 'Check the accounts',
    restoredChecked: 'Checked',
    clock: {
      ahead:
        'The clock of this computer shows {now}; the last record is of {since}. Until the date is checked, nothing of reservations, classes and shifts falls due by time.',
      behind:
        'The clock of this computer shows {now}, before records of {since}. Check its date and time first; until then nothing of reservations, classes and shifts falls due by time.',
      confirm: 'Today is {day}',
      askHead: 'Ask the head to check and confirm.',
      early: '{n} thing fell due while the clock was ahead: take it back | {n} things fell due while the clock was ahead: take them back'
    },
    keyList: [
      'Find and commands',
      'Register a person',
      'Check in',
      'New reservation',
      'Search this page',
      'Choose and open',
      'Save',
      'Save and go on to the next',
      'Close',
      'Undo the last step',
      'Print',
      'Lock the window',
      'Previous and next case',
      'This list'
    ]
  }
});
