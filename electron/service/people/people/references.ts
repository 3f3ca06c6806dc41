import type { Command } from '../../core/command.ts';
import { Extension } from '../../core/extension.ts';

/** References of an area to people. */
export interface PersonReference {
  /** Moves all references from one person to another. @returns how many */
  move(cmd: Command, from: number, to: number): Promise<number>;
}

/** All references to people, by a name such as `reservations`, which the window shows after a merge. */
export const personReferences = new Extension<PersonReference>('person reference');

/** Moves the references of all areas. @returns how many of each name moved */
export async function moveReferencesTx(cmd: Command, from: number, to: number): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const [name, reference] of personReferences.entries()) moved[name] = await reference.move(cmd, from, to);
  return moved;
}
