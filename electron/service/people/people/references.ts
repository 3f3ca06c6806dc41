import type { Command } from '../../core/command.ts';
import { Extension } from '../../core/extension.ts';

/** Something of an area that points at a person. */
export interface PersonReference {
  /** Lets everything that points at one person point at the other; returns how much it was. */
  move(cmd: Command, from: number, to: number): Promise<number>;
}

/** What points at people, by what is moved, such as `reservations`: shown after a merge. */
export const personReferences = new Extension<PersonReference>('person reference');

/** Moves all references of all areas. Returns how many of each were moved. */
export async function moveReferencesTx(cmd: Command, from: number, to: number): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const [name, reference] of personReferences.entries()) moved[name] = await reference.move(cmd, from, to);
  return moved;
}
