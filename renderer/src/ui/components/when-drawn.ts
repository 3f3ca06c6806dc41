import { defineAsyncComponent, type Component } from 'vue';

/**
 * What opens over a page is no part of the first picture: its code is read and its parts are made once the window's
 * first page stands with its data. Opened before that, it opens as soon as it is there.
 */
let release = (): void => {};
/** Settled once the first page is drawn. */
export const drawn = new Promise<void>((resolve) => (release = resolve));

/** Says when the first page has what it shows; the picture of it comes first all the same. Later calls do nothing. */
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

/** A component that is loaded after the window's first picture. */
export const whenDrawn = <T extends Component>(load: () => Promise<{ default: T }>): T => defineAsyncComponent<T>(() => drawn.then(load));
