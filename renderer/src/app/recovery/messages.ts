import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('recovery', {
  'zh-CN': {
    file: '文件',
    untouched: '程序没有改动这个文件。',
    retry: '重新打开',
    copies: '可用的备份，最新的在前',
    noCopies: 'backups 文件夹里没有备份。',
    restore: '用这份备份恢复',
    sure: '将恢复到 {time} 的状态，之后录入的内容不在其中。损坏的文件会改名留在原处，不会删除。',
    folder: '打开所在文件夹',
    quit: '退出',
    titles: {
      CORRUPT: '数据文件已损坏',
      MISSING: '数据文件不见了',
      COPY_UNUSABLE: '这份备份也用不了',
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
      CORRUPT: '请不要删除它。先把整个文件夹复制到 U 盘留存，再从下面选一份备份恢复；损坏的文件会留在原处。',
      MISSING:
        '文件夹里有备份，却没有数据文件：可能被移走、删除，或被其他程序清空。请把它放回原处后重新打开，或从下面选一份备份恢复。若确实要从头开始，请先把 backups 文件夹移走。',
      COPY_UNUSABLE: '检查没有通过，数据文件没有改动。请换一份备份。',
      NOT_A_DATABASE: '同名文件的内容不是数据库，可能被其他程序覆盖。请从下面选一份备份恢复，或把正确的文件放回后重新打开。',
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
    copies: 'Backups, newest first',
    noCopies: 'There is no backup in the backups folder.',
    restore: 'Restore this backup',
    sure: 'Everything goes back to {time}; what was entered after that is not in it. The damaged file is renamed and kept, not deleted.',
    folder: 'Open its folder',
    quit: 'Quit',
    titles: {
      CORRUPT: 'The data file is damaged',
      MISSING: 'The data file is gone',
      COPY_UNUSABLE: 'That backup is no good either',
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
      CORRUPT:
        'Do not delete it. Copy the whole folder to a USB stick first, then restore a backup from the list; the damaged file stays beside it.',
      MISSING:
        'There are backups here but no data file: it was moved, deleted, or emptied by another program. Put it back and open again, or restore a backup from the list. To start anew on purpose, move the backups folder away first.',
      COPY_UNUSABLE: 'It did not pass its check; the data file was not changed. Choose another backup.',
      NOT_A_DATABASE:
        'The file of that name holds something else; another program may have overwritten it. Restore a backup from the list, or put the right file back and open again.',
      NOT_A_STATION_FILE:
        'It is the database of another program. Check that the data folder is the right one; if you move the file away and open again, a new empty one is made.',
      NEWER_VERSION: 'Update this program first, then open again. This version will not touch the file.',
      READ_ONLY: 'Check the read-only mark of file and folder, or the disk’s write protection, then open again.',
      NO_ACCESS: 'Ask your administrator to let this user read and write the folder, then open again.',
      DISK_FULL: 'Free at least 1 GB, then open again. What was saved is safe.',
      IN_USE: 'Close the program in other windows, or wait until antivirus or sync software lets go of the file, then open again.',
      MIGRATION_FAILED:
        'The upgrade was undone as a whole, and a copy from before is in the backups folder. Open again; if it still fails, give the logs folder to your support.',
      KEEPS_FAILING:
        'It stopped three times within a minute, so no more tries are made. What was saved is safe. Open again; if it still fails, give the logs folder to your support.',
      UNKNOWN: 'Open again; if it still fails, give the details below and the logs folder to your support.'
    }
  }
});
