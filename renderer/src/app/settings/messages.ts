import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('settings', {
  'zh-CN': {
    station: '本站',
    stationName: '站名',
    language: '语言',
    idleLock: '无人操作多少分钟后锁定窗口',
    grace: '预约开始后保留多少分钟，未签到即释放',
    data: '数据',
    folder: '数据文件夹',
    openFolder: '打开文件夹',
    version: '程序版本',
    backups: '备份',
    backupHint: '每天首次打开时自动备份一份，保留最近 14 份。请每周把备份另存到 U 盘或另一块硬盘：硬盘坏了，只有别处的备份能救回数据。',
    backupNow: '立即备份',
    backupDone: '备份已完成并验证：{name}',
    backupNone: '还没有备份',
    backupFile: '备份文件',
    backupAt: '时间',
    backupSize: '大小',
    saveCopy: '另存到…',
    fileTooLarge: '文件超过 600 MB，请打开文件夹直接复制'
  },
  en: {
    station: 'Station',
    stationName: 'Name of the station',
    language: 'Language',
    idleLock: 'Lock the window after so many idle minutes',
    grace: 'Minutes a reservation is held after its start before it counts as released',
    data: 'Data',
    folder: 'Data folder',
    openFolder: 'Open folder',
    version: 'Version',
    backups: 'Backups',
    backupHint:
      'A copy is made by itself the first time the program opens each day; the newest 14 are kept. Save one to a USB stick or another disk every week: when a disk dies, only a copy elsewhere brings the data back.',
    backupNow: 'Back up now',
    backupDone: 'Backed up and checked: {name}',
    backupNone: 'No backups yet',
    backupFile: 'File',
    backupAt: 'Time',
    backupSize: 'Size',
    saveCopy: 'Save a copy…',
    fileTooLarge: 'Over 600 MB: open the folder and copy the file'
  }
});
