import { deadlinesOf, nextDeadline, type ClockSettings, type Deadline, type KindOf } from '../../../contract/mediation/case-clocks.ts';
import { addDays, dateOf } from '../../../contract/core/time.ts';
import { readCalendar } from '../../schedule/calendar/days.ts';
import { readMediationSettings } from '../mediators/settings.ts';
import type { Db } from '../../db/schema.ts';
import type { CaseRow } from './store.ts';

/** Days before and after today for which the calendar is read; no clock runs longer. */
const REACH_DAYS = 400;

export interface Clocks {
  today: string;
  settings: ClockSettings;
  kindOf: KindOf;
}

/** Reads what every clock needs: the day, the settings and the calendar of days off. @param now UTC ms */
export async function readClocks(db: Db, now: number): Promise<Clocks> {
  const today = dateOf(now);
  const { kindOf } = await readCalendar(db, addDays(today, -REACH_DAYS), addDays(today, REACH_DAYS));
  return { today, settings: await readMediationSettings(db), kindOf };
}

/** The unsealed columns that clocks read. */
export type ClockRow = Pick<
  CaseRow,
  | 'id'
  | 'state'
  | 'regime'
  | 'applied_on'
  | 'accepted_on'
  | 'extended_to'
  | 'effective_on'
  | 'confirmation'
  | 'confirmer'
  | 'confirmation_applied_on'
  | 'confirmation_accepted_on'
  | 'confirmation_extended'
>;

/** Running clocks of some cases, by id, soonest first, with three queries for all of them. */
export async function deadlinesFor(db: Db, clocks: Clocks, rows: readonly ClockRow[]): Promise<Map<number, Deadline[]>> {
  const ids = rows.filter((row) => row.effective_on !== null && row.state !== 'archived' && row.state !== 'closed').map((row) => row.id);
  const instalments =
    ids.length === 0
      ? []
      : await db
          .selectFrom('case_instalment')
          .select(['case_id', 'number', 'due_on'])
          .where('case_id', 'in', ids)
          .where('settled_on', 'is', null)
          .execute();
  const visits =
    ids.length === 0
      ? []
      : await db
          .selectFrom('case_record')
          .select((eb) => ['case_id' as const, eb.fn.countAll<number>().as('n')])
          .where('case_id', 'in', ids)
          .where('kind', '=', 'visit')
          .groupBy('case_id')
          .execute();
  const status =
    ids.length === 0
      ? []
      : await db.selectFrom('case_agreement').select('case_id').where('case_id', 'in', ids).where('about_status', '=', 1).execute();
  const visited = new Map(visits.map((row) => [row.case_id, Number(row.n)]));
  const aboutStatus = new Set(status.map((row) => row.case_id));
  const due = new Map<number, { number: number; dueOn: string }[]>();
  for (const row of instalments) due.set(row.case_id, [...(due.get(row.case_id) ?? []), { number: row.number, dueOn: row.due_on }]);
  return new Map(
    rows.map((row) => [
      row.id,
      deadlinesOf(
        {
          state: row.state,
          regime: row.regime,
          appliedOn: row.applied_on,
          acceptedOn: row.accepted_on,
          extendedTo: row.extended_to,
          effectiveOn: row.effective_on,
          confirmation: row.confirmation,
          confirmer: row.confirmer,
          confirmationAppliedOn: row.confirmation_applied_on,
          confirmationAcceptedOn: row.confirmation_accepted_on,
          decisionExtended: row.confirmation_extended === 1,
          aboutStatus: aboutStatus.has(row.id),
          visits: visited.get(row.id) ?? 0,
          instalments: due.get(row.id) ?? []
        },
        clocks.today,
        clocks.settings,
        clocks.kindOf
      )
    ])
  );
}

export { nextDeadline };
