import { readFileSync, writeFileSync } from 'node:fs';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

interface WindowState extends Partial<Rectangle> {
  width: number;
  height: number;
  maximized: boolean;
}

const DEFAULT: WindowState = { width: 1366, height: 768, maximized: false };

/** The last size and place, if the place is still on a screen. */
export function readWindowState(file: string): WindowState {
  let state: WindowState;
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>;
    const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : undefined);
    state = {
      width: Math.max(800, number(saved.width) ?? DEFAULT.width),
      height: Math.max(560, number(saved.height) ?? DEFAULT.height),
      maximized: saved.maximized === true,
      ...(number(saved.x) !== undefined && number(saved.y) !== undefined ? { x: number(saved.x), y: number(saved.y) } : {})
    };
  } catch {
    return DEFAULT;
  }
  if (state.x === undefined || state.y === undefined) return state;
  const { x, y } = state;
  const visible = screen.getAllDisplays().some(({ workArea }) => {
    const right = workArea.x + workArea.width;
    const bottom = workArea.y + workArea.height;
    return x < right - 100 && x + state.width > workArea.x + 100 && y >= workArea.y - 10 && y < bottom - 50;
  });
  return visible ? state : { width: state.width, height: state.height, maximized: state.maximized };
}

/** Stores size and place when the window closes. A failure to write does not stop it from closing. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    try {
      writeFileSync(file, JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
    } catch {
      // The folder may be read-only; then the next window opens at the default place.
    }
  });
}
