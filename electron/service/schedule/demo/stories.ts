import type { Command } from '../../core/command.ts';
import type { Happening } from '../../core/demo/happening.ts';
import { Extension } from '../../core/extension.ts';
import type { Scene } from './scene.ts';

/** Happenings that higher areas add to the weeks of the demonstration, in no order. */
export const demoStories = new Extension<(cmd: Command, scene: Scene) => Promise<Happening[]>>('story of the demonstration');
