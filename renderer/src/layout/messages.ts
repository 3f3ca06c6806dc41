export const messages = {
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
    clockBehind: '电脑时钟被调回：之前的记录已到 {at}。请核对日期和时间，以免新记录的日期有误。',
    keyList: ['查找与命令', '登记人员', '签到', '新建预约', '在本页查找', '选择与打开', '保存', '保存并继续下一个', '关闭', '撤销上一步', '打印', '锁定窗口', '上一件、下一件案件', '快捷键一览']
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
    clockBehind: 'The clock of this computer was put back: records already reach {at}. Check date and time, or new records will be dated wrongly.',
    keyList: ['Find and commands', 'Register a person', 'Check in', 'New reservation', 'Search this page', 'Choose and open', 'Save', 'Save and go on to the next', 'Close', 'Undo the last step', 'Print', 'Lock the window', 'Previous and next case', 'This list']
  }
};
