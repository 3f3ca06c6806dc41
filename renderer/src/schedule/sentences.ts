import './shared-messages.ts';
// How the area's own errors read, wherever they are shown.
export { registerClashSentences as register } from './allocation/clash.ts';
