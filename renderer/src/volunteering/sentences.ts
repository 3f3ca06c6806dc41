import './shared-messages.ts';
// Sentences of the area's own errors.
export { registerVolunteerSentences as register } from './texts.ts';
