/** Whether a dialog or drawer is open; then keys of the page behind it do nothing. */
export const overlayOpen = (): boolean => document.querySelector('.el-overlay:not([style*="display: none"])') !== null;
