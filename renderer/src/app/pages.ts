/**
 * Loads an area's texts together with a page or another part that is loaded on demand, so that both are there before it is shown:
 * `const page = withTexts(() => import('./messages.ts'))`, then `page(() => import('./Page.vue'))`.
 */
export const withTexts =
  (texts: () => Promise<unknown>) =>
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [loaded] = await Promise.all([load(), texts()]);
    return loaded;
  };
