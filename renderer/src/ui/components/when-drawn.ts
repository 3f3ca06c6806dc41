import { defineAsyncComponent, type Component } from 'vue';

/**
 * Layers over a page are not part of the first picture. Their code is loaded after the window's first page is drawn with its data. A
 * layer opened before that opens as soon as it is loaded.
 */
let release = (): void => {};
/** Settles when the first page is drawn. */
export const drawn = new Promise<void>((resolve) => (release = resolve));

/** Settles `drawn` after the data of the first page are there and drawn. Later calls do nothing. */
export function drawnAfter(data: Promise<unknown>): void {
  void data.finally(() =>
    requestAnimationFrame(() =>
      setTimeout(() => {
        document.documentElement.dataset['drawn'] = '';
        release();
      })
    )
  );
}

/** A component that loads after the window's first page is drawn. */
export const whenDrawn = <T extends Component>(load: () => Promise<{ default: T }>): T => defineAsyncComponent<T>(() => drawn.then(load));
