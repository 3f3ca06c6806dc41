import { contextBridge, ipcRenderer } from 'electron';

// Everything that the window can reach outside itself (see contract/core/shell.ts). A test pins this list.
const shell = {
  hello: () => ipcRenderer.invoke('shell:hello'),
  retry: (restore?: string) => ipcRenderer.invoke('shell:retry', restore),
  quit: () => ipcRenderer.invoke('shell:quit'),
  openDataFolder: () => ipcRenderer.invoke('shell:open-data-folder'),
  setTitle: (title: string) => ipcRenderer.invoke('shell:set-title', title),
  setLanguage: (language: string) => ipcRenderer.send('shell:language', language),
  pdf: (html: string, landscape: boolean) => ipcRenderer.invoke('shell:pdf', html, landscape),
  print: (html: string, landscape: boolean) => ipcRenderer.invoke('shell:print', html, landscape),
  save: (name: string, bytes: Uint8Array) => ipcRenderer.invoke('shell:save', name, bytes),
  leave: () => ipcRenderer.send('shell:leave'),
  onServiceState: (listener: (state: unknown) => void) => {
    ipcRenderer.on('shell:service-state', (_event, state) => listener(state));
  },
  onCommand: (listener: (command: string) => void) => {
    const listen = (_event: unknown, command: string) => listener(command);
    ipcRenderer.on('shell:command', listen);
    return () => {
      ipcRenderer.off('shell:command', listen);
    };
  }
};

contextBridge.exposeInMainWorld('stationShell', shell);
export type StationShell = typeof shell;

// A port cannot cross the bridge, so it is posted to the page, which has the same origin.
ipcRenderer.on('station-port', (event, greeting) => {
  window.postMessage(greeting, window.location.origin, event.ports);
});
