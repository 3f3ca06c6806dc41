/**
 * How an area's pages, and whatever else of it is loaded on demand, bring the area's texts along: both are there before either
 * is shown. `const page = withTexts(() => import('./messages.ts'))`, then `page(() => import('./Page.vue'))`.
 */
export const withTexts =
  (texts: () => Promise<unknown>) =>
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [loaded] = await Promise.all([load(), texts()]);
    return loaded;
  };
