import './shared-messages.ts';
// How the area's own errors read, wherever they are shown.
export { registerTrainingSentences as register } from './texts.ts';
