import type { Command } from '../command.ts';
import { Extension } from '../extension.ts';

/** Choices of the set-up wizard that areas act on. */
export interface SetUpChoices {
  /** Keys of the zones to begin with. */
  zones: readonly string[];
}

/** Parts that areas add to an empty file when a station is set up, in the same command. */
export const setUpParts = new Extension<(cmd: Command, choices: SetUpChoices) => Promise<void>>('part of the set-up');
