const LAYERS = '.el-overlay, .el-drawer, .el-popper';
/** Longest closing of a layer, saving included, in frames: about five seconds. */
const FRAMES = 300;

const layerOf = (element: Element | null): Element | null => element?.closest(LAYERS) ?? null;
const isThere = (element: Element): boolean => element.isConnected && element.checkVisibility({ visibilityProperty: true });

/**
 * Returns the focus to the element that opened a dialog, drawer or menu, when the layer closes and leaves the focus nowhere. Element's
 * menus do not return it, nor do its dialogs when one of their fields took the focus before they were ready. A focus that
 * somebody sets elsewhere (the desk's scan field) stays. @returns ends it
 */
export function giveFocusBack(): () => void {
  const openers = new WeakMap<Element, Element>();
  let last: Element | null = null;

  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    const layer = layerOf(target);
    const before = layerOf(last);
    // Coming back from a list or dialog opened inside the layer changes nothing.
    const opened = before && openers.get(before);
    if (layer && last && before !== layer && !(opened && layer.contains(opened))) openers.set(layer, last);
    last = target;
  };
  /** The element that opened a layer. If it lies in a closed layer itself (an entry of a menu), the opener of that layer. */
  const openerOf = (layer: Element): HTMLElement | null => {
    let opener = openers.get(layer);
    for (let i = 0; opener && !isThere(opener) && i < 5; i += 1) {
      const around = layerOf(opener);
      opener = around ? openers.get(around) : undefined;
    }
    return opener instanceof HTMLElement && isThere(opener) ? opener : null;
  };
  const watch = (layer: Element, frames: number): void => {
    const active = document.activeElement;
    if (active && active !== document.body && !layer.contains(active)) return;
    if (isThere(layer)) {
      if (frames > 0) requestAnimationFrame(() => watch(layer, frames - 1));
      return;
    }
    openerOf(layer)?.focus();
  };
  const begin = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape' && event.key !== 'Enter') return;
    const layer = layerOf(document.activeElement);
    if (layer) requestAnimationFrame(() => watch(layer, FRAMES));
  };
  document.addEventListener('focusin', note, { capture: true });
  document.addEventListener('keydown', begin, { capture: true });
  document.addEventListener('click', begin, { capture: true });
  return () => {
    document.removeEventListener('focusin', note, { capture: true });
    document.removeEventListener('keydown', begin, { capture: true });
    document.removeEventListener('click', begin, { capture: true });
  };
}
