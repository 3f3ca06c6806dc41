import './shared-messages.ts';
// Sentences of the area's own errors.
export { registerTrainingSentences as register } from './texts.ts';
