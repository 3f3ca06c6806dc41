/** Whether a dialog or drawer is open: keys of the page behind it do nothing then. */
export const overlayOpen = (): boolean => document.querySelector('.el-overlay:not([style*="display: none"])') !== null;
