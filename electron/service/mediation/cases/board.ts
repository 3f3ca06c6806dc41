import { OPEN_STATES } from '../../../contract/mediation/cases.ts';
import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import { sealOf } from '../../core/vault/seal.ts';
import type { Context } from '../../core/context.ts';
import { listHearings } from '../hearings/read.ts';
import { readClocks } from './clocks.ts';
import { employerWarnings } from './employers.ts';
import { LIST_COLUMNS, toListed } from './rows.ts';

/** The board shows hearings of this many days ahead. */
const AHEAD_DAYS = 7;

/** The mediator that an account is linked to, or null. */
async function ownMediator(context: Context): Promise<number | null> {
  const row = await context.station.db
    .selectFrom('mediator')
    .select('person_id')
    .where('account_id', '=', context.session.operator?.id ?? 0)
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/** The board of a mediator. For an account without a mediator, `mine` shows the cases without a mediator. */
export async function board(context: Context, input: { mine: boolean }) {
  const seal = sealOf(context, 'mediation');
  const { db, clock } = context.station;
  const now = clock.now();
  const clocks = await readClocks(db, now);
  let query = db.selectFrom('mediation_case').select(LIST_COLUMNS).where('state', 'in', OPEN_STATES);
  const mediatorId = input.mine ? await ownMediator(context) : null;
  if (input.mine) {
    const mine = db
      .selectFrom('case_mediator')
      .select('case_id')
      .where('person_id', '=', mediatorId ?? 0);
    const anybodys = db.selectFrom('case_mediator').select('case_id');
    query = query.where((eb) => eb.or([eb('mediation_case.id', 'in', mine), eb('mediation_case.id', 'not in', anybodys)]));
  }
  const listed = (await toListed(db, seal, clocks, await query.execute())).filter((row) => row.deadline !== null);
  listed.sort((a, b) => (a.deadline!.dueOn < b.deadline!.dueOn ? -1 : a.deadline!.dueOn > b.deadline!.dueOn ? 1 : a.id - b.id));
  const from = startOfDate(dateOf(now));
  return {
    cases: listed,
    counts: {
      red: listed.filter((row) => row.deadline!.colour === 'red').length,
      amber: listed.filter((row) => row.deadline!.colour === 'amber').length,
      green: listed.filter((row) => row.deadline!.colour === 'green').length
    },
    hearings: await listHearings(db, seal, now, {
      from,
      to: startOfDate(addDays(dateOf(now), AHEAD_DAYS)),
      mediatorId: mediatorId ?? undefined
    }),
    employers: await employerWarnings(db, seal, clocks.today)
  };
}
