import './shared-messages.ts';
// Sentences of the area's own errors.
export { registerClashSentences as register } from './allocation/clash.ts';
