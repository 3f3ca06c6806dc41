export const messages = {
  'zh-CN': {
    file: '文件',
    untouched: '程序没有改动这个文件。',
    retry: '重新打开',
    folder: '打开所在文件夹',
    quit: '退出',
    titles: {
      CORRUPT: '数据文件已损坏',
      NOT_A_DATABASE: '这不是数据库文件',
      NOT_A_STATION_FILE: '这不是本程序的数据文件',
      NEWER_VERSION: '数据文件来自更新的版本',
      READ_ONLY: '数据文件是只读的',
      NO_ACCESS: '没有权限打开数据文件',
      DISK_FULL: '磁盘已满',
      IN_USE: '数据文件正在被使用',
      MIGRATION_FAILED: '数据文件升级未完成',
      KEEPS_FAILING: '数据服务反复中断',
      UNKNOWN: '数据文件打不开'
    },
    remedies: {
      CORRUPT: '请不要删除它。把整个文件夹复制到 U 盘留存，再从 backups 文件夹取最近的备份，改名为 station.db 放回原处，然后重新打开。',
      NOT_A_DATABASE: '同名文件的内容不是数据库，可能被其他程序覆盖。请把它移到别处，再把备份改名为 station.db 放回，然后重新打开。',
      NOT_A_STATION_FILE: '它是别的程序的数据库。请检查数据文件夹是否选对；把它移到别处后重新打开，会新建一个空的数据文件。',
      NEWER_VERSION: '请先把本程序更新到最新版本，再重新打开。旧版本不会改动它。',
      READ_ONLY: '请检查文件和文件夹的只读属性，或磁盘是否写保护，取消后重新打开。',
      NO_ACCESS: '请让管理员给当前 Windows 或 Linux 用户读写这个文件夹的权限，然后重新打开。',
      DISK_FULL: '请清理出至少 1 GB 空间，然后重新打开。已保存的数据不受影响。',
      IN_USE: '请关闭其他窗口里的本程序，或等杀毒、同步软件放开文件，然后重新打开。',
      MIGRATION_FAILED: '升级已整个撤回，升级前的副本在 backups 文件夹。请重新打开；若仍不成功，请把 logs 文件夹交给维护人员。',
      KEEPS_FAILING: '一分钟内中断了三次，已停止重试。已保存的数据不受影响。请重新打开；若仍不成功，请把 logs 文件夹交给维护人员。',
      UNKNOWN: '请重新打开；若仍不成功，请把下面的详情和 logs 文件夹交给维护人员。'
    }
  },
  en: {
    file: 'File',
    untouched: 'The program has not changed this file.',
    retry: 'Open again',
    folder: 'Open its folder',
    quit: 'Quit',
    titles: {
      CORRUPT: 'The data file is damaged',
      NOT_A_DATABASE: 'This is not a database file',
      NOT_A_STATION_FILE: 'This data file belongs to another program',
      NEWER_VERSION: 'The data file is from a newer version',
      READ_ONLY: 'The data file is read-only',
      NO_ACCESS: 'No permission to open the data file',
      DISK_FULL: 'The disk is full',
      IN_USE: 'The data file is in use',
      MIGRATION_FAILED: 'The data file could not be upgraded',
      KEEPS_FAILING: 'The data service keeps stopping',
      UNKNOWN: 'The data file cannot be opened'
    },
    remedies: {
      CORRUPT: 'Do not delete it. Copy the whole folder to a USB stick, then take the newest copy from the backups folder, put it back as station.db, and open again.',
      NOT_A_DATABASE: 'The file of that name holds something else; another program may have overwritten it. Move it away, put a backup back as station.db, and open again.',
      NOT_A_STATION_FILE: 'It is the database of another program. Check that the data folder is the right one; if you move the file away and open again, a new empty one is made.',
      NEWER_VERSION: 'Update this program first, then open again. This version will not touch the file.',
      READ_ONLY: 'Check the read-only mark of file and folder, or the disk’s write protection, then open again.',
      NO_ACCESS: 'Ask your administrator to let this user read and write the folder, then open again.',
      DISK_FULL: 'Free at least 1 GB, then open again. What was saved is safe.',
      IN_USE: 'Close the program in other windows, or wait until antivirus or sync software lets go of the file, then open again.',
      MIGRATION_FAILED: 'The upgrade was undone as a whole, and a copy from before is in the backups folder. Open again; if it still fails, give the logs folder to your support.',
      KEEPS_FAILING: 'It stopped three times within a minute, so no more tries are made. What was saved is safe. Open again; if it still fails, give the logs folder to your support.',
      UNKNOWN: 'Open again; if it still fails, give the details below and the logs folder to your support.'
    }
  }
};
