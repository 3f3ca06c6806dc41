import type { Migration } from './migration.ts';

/** A court accepts an application for confirmation, and may take ten days more to decide it (法释〔2011〕5号 §4, §5). */
export const confirmation: Migration = {
  version: 9,
  name: 'confirmation',
  statements: [
    `alter table mediation_case add column confirmation_accepted_on text
      check (confirmation_accepted_on is null or (confirmation_accepted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and confirmation <> 'none'))`,
    `alter table mediation_case add column confirmation_extended integer not null default 0
      check (confirmation_extended in (0, 1) and (confirmation_extended = 0 or confirmation_accepted_on is not null))`
  ]
};
