import type { Command } from '../../core/command.ts';
import { historyRow, type HistoryEvent } from '../../people/history.ts';

export interface ProjectEvent extends HistoryEvent {
  projectId: number;
  shiftId?: number | null;
  signUpId?: number | null;
}

/** Adds an event to the history of a project, its shifts and sign-ups. */
export async function projectEventTx(cmd: Command, event: ProjectEvent): Promise<void> {
  await cmd.tx
    .insertInto('project_event')
    .values({
      project_id: event.projectId,
      shift_id: event.shiftId ?? null,
      sign_up_id: event.signUpId ?? null,
      ...historyRow(cmd, event)
    })
    .execute();
}
