import { app, Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';

type Language = 'zh-CN' | 'en';

const WORDS = {
  'zh-CN': {
    file: '文件',
    edit: '编辑',
    view: '视图',
    help: '帮助',
    print: '打印',
    lock: '锁定',
    quit: '退出',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    all: '全选',
    bigger: '放大',
    smaller: '缩小',
    normal: '实际大小',
    full: '全屏',
    keys: '快捷键',
    palette: '查找与命令',
    folder: '打开数据文件夹'
  },
  en: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    help: 'Help',
    print: 'Print',
    lock: 'Lock',
    quit: 'Quit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    all: 'Select all',
    bigger: 'Zoom in',
    smaller: 'Zoom out',
    normal: 'Actual size',
    full: 'Full screen',
    keys: 'Keyboard shortcuts',
    palette: 'Find and commands',
    folder: 'Open data folder'
  }
} as const;

/** The application menu in the station's language. Shortcuts shown here are handled by the window itself. */
export function setMenu(language: Language, window: BrowserWindow, openDataFolder: () => void): void {
  const w = WORDS[language];
  const ask = (command: string) => () => window.webContents.send('shell:command', command);
  const shown = (accelerator: string) => ({ accelerator, registerAccelerator: false });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: w.file,
      submenu: [
        { label: w.print, click: ask('print'), ...shown('CmdOrCtrl+P') },
        { label: w.folder, click: openDataFolder },
        { type: 'separator' },
        { label: w.lock, click: ask('lock'), ...shown('CmdOrCtrl+L') },
        { label: w.quit, click: () => app.quit(), accelerator: 'CmdOrCtrl+Q' }
      ]
    },
    {
      label: w.edit,
      submenu: [
        { role: 'undo', label: w.undo },
        { role: 'redo', label: w.redo },
        { type: 'separator' },
        { role: 'cut', label: w.cut },
        { role: 'copy', label: w.copy },
        { role: 'paste', label: w.paste },
        { role: 'selectAll', label: w.all }
      ]
    },
    {
      label: w.view,
      submenu: [
        { label: w.palette, click: ask('palette'), ...shown('CmdOrCtrl+K') },
        { type: 'separator' },
        { role: 'zoomIn', label: w.bigger },
        { role: 'zoomOut', label: w.smaller },
        { role: 'resetZoom', label: w.normal },
        { role: 'togglefullscreen', label: w.full }
      ]
    },
    { label: w.help, submenu: [{ label: w.keys, click: ask('keys'), ...shown('F1') }] }
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
