import type { Command } from '../../core/command.ts';

/** Something of an area that points at a person. */
export interface PersonReference {
  /** What is moved, such as `reservations`: shown after a merge. */
  name: string;
  /** Lets everything that points at one person point at the other; returns how much it was. */
  move(cmd: Command, from: number, to: number): Promise<number>;
}

const references: PersonReference[] = [];

/** An area tells once, when it is loaded, what of it points at people; a merge then moves it. */
export function registerPersonReference(reference: PersonReference): void {
  references.push(reference);
}

/** Moves all references of all areas. Returns how many of each were moved. */
export async function moveReferencesTx(cmd: Command, from: number, to: number): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const reference of references) moved[reference.name] = await reference.move(cmd, from, to);
  return moved;
}
