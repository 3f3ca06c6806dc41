import { api, newCommandId } from '@/app/station.ts';

/**
 * Takes sign-ups back that were made in one go. The last ones come first: they may wait for a place, and would be given
 * the place of one taken back before them.
 * @param reason shown in the history of the shift
 */
export async function takeBack(signUps: readonly { id: number; version: number }[], reason: string): Promise<void> {
  for (const { id, version } of [...signUps].reverse())
    await api.signUps.withdraw({ commandId: newCommandId(), id, version, reason, excused: true });
}
