import type { Command } from '../../core/command.ts';

export interface ProjectEvent {
  projectId: number;
  shiftId?: number | null;
  signUpId?: number | null;
  personId?: number | null;
  kind: string;
  params?: Record<string, string | number | null>;
  reason?: string;
}

/** Writes down what happened to a project, a shift or a sign-up: what its history shows. */
export async function projectEventTx(cmd: Command, event: ProjectEvent): Promise<void> {
  await cmd.tx
    .insertInto('project_event')
    .values({
      project_id: event.projectId,
      shift_id: event.shiftId ?? null,
      sign_up_id: event.signUpId ?? null,
      person_id: event.personId ?? null,
      at: cmd.now,
      by: cmd.actor.name,
      kind: event.kind,
      params: JSON.stringify(event.params ?? {}),
      reason: event.reason ?? ''
    })
    .execute();
}
