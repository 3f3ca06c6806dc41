import type { Station } from '../context.ts';
import { Extension } from '../extension.ts';

/** The part of an area in the demonstration. */
export interface DemoPart {
  seed(station: Station): Promise<void>;
  /** Whether somebody has begun to work with the file; then the demonstration adds nothing. */
  begun?(station: Station): Promise<boolean>;
  /** The part writes sealed data, so it needs the accounts of the demonstration. */
  sealed?: true;
}

export const demoParts = new Extension<DemoPart>('part of the demonstration');
