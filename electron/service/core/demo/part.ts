import type { Station } from '../context.ts';
import { Extension } from '../extension.ts';

/** What an area adds to the demonstration. */
export interface DemoPart {
  seed(station: Station): Promise<void>;
  /** Somebody has begun to work with the file: nothing is added to it. */
  begun?(station: Station): Promise<boolean>;
  /** Written by the demonstration's own people with an open vault: only where there are accounts of the demonstration. */
  sealed?: true;
}

export const demoParts = new Extension<DemoPart>('part of the demonstration');
