import type { Command } from '../command.ts';
import { Extension } from '../extension.ts';

/** What the wizard was told that areas make something of. */
export interface SetUpChoices {
  /** Keys of the zones to begin with. */
  zones: readonly string[];
}

/** What areas make of an empty file when a station is set up, in the same command. */
export const setUpParts = new Extension<(cmd: Command, choices: SetUpChoices) => Promise<void>>('part of the set-up');
