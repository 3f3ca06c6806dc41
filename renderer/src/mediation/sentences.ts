import './shared-messages.ts';
// Sentences of the area's own errors.
export { registerMediationSentences as register } from './texts.ts';
