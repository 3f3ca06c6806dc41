import { api, newCommandId } from '@/app/station.ts';

/**
 * Withdraws sign-ups that were made together, the last first, because a waiting one would otherwise get the place of one withdrawn before
 * it.
 * @param reason shown in the history of the shift
 */
export async function takeBack(signUps: readonly { id: number; version: number }[], reason: string): Promise<void> {
  for (const { id, version } of [...signUps].reverse())
    await api.signUps.withdraw({ commandId: newCommandId(), id, version, reason, excused: true });
}
