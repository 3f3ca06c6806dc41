import type { Migration } from './migration.ts';
import { station } from './0001-station.ts';
import { people } from './0002-people.ts';
import { schedule } from './0003-schedule.ts';
import { classes } from './0004-classes.ts';
import { volunteers } from './0005-volunteers.ts';
import { vault } from './0006-vault.ts';
import { mediation } from './0007-mediation.ts';
import { shiftUses } from './0008-shift-uses.ts';
import { confirmation } from './0009-confirmation.ts';
import { unreadyCalls } from './0010-unready-calls.ts';
import { rosterImports } from './0011-roster-imports.ts';

export type { Migration };

export const MIGRATIONS: readonly Migration[] = [
  station,
  people,
  schedule,
  classes,
  volunteers,
  vault,
  mediation,
  shiftUses,
  confirmation,
  unreadyCalls,
  rosterImports
];

/** The version of the file this program writes. */
export const LATEST_VERSION = MIGRATIONS.length;
