import { addDays, dateOf, startOfDate } from '../../../contract/core/time.ts';
import { unnumberedCommand } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { safeName } from '../../core/files/files.ts';
import { found } from '../../core/errors.ts';
import { readOthers } from '../allocation/others.ts';
import { ROW_COLUMNS, rowQuery } from './rows.ts';

const BACK_DAYS = 31;
const AHEAD_DAYS = 366;
/** Title of a use that its area does not name. The file is in Chinese, like the names in it. */
const OCCUPIED = '占用';

/**
 * The uses of a zone as an iCalendar file, times in UTC. Each reservation or use of another area is an event with a lasting identity, so
 * that a calendar that reads the file again updates its events. Uses without a title are shown as occupied. Telephone numbers and
 * notes are left out.
 * @throws StationError NOT_FOUND
 */
export async function zoneCalendar(
  context: Context,
  input: { zoneId: number; fromDate?: string | undefined; toDate?: string | undefined }
) {
  const { default: ical, ICalCalendarMethod, ICalEventStatus } = await import('ical-generator');
  return unnumberedCommand(context, async (cmd) => {
    const zone = found(
      await cmd.tx.selectFrom('zone').select(['name', 'place']).where('id', '=', input.zoneId).executeTakeFirst(),
      'zone',
      input.zoneId
    );
    const from = input.fromDate ?? addDays(dateOf(cmd.now), -BACK_DAYS);
    const to = input.toDate ?? addDays(dateOf(cmd.now), AHEAD_DAYS);
    const rows = await rowQuery(cmd.tx)
      .select(ROW_COLUMNS)
      .where('reservation.zone_id', '=', input.zoneId)
      .where('reservation.from_at', '>=', startOfDate(from))
      .where('reservation.from_at', '<', startOfDate(addDays(to, 1)))
      .where('reservation.state', 'in', ['requested', 'approved', 'in_use', 'finished'])
      .orderBy('reservation.from_at')
      .execute();
    const span = { from: startOfDate(from), to: startOfDate(addDays(to, 1)) };
    const others = (await readOthers(cmd.tx, span, [input.zoneId], cmd.now)).filter((use) => use.from >= span.from && use.from < span.to);
    const location = zone.place === '' ? zone.name : `${zone.name} ${zone.place}`;
    const calendar = ical({
      name: zone.name,
      prodId: { company: 'Station', product: 'Station', language: 'ZH' },
      method: ICalCalendarMethod.PUBLISH
    });
    for (const row of rows) {
      const what = row.title || row.purpose_name;
      calendar.createEvent({
        id: `${row.number}@station`,
        sequence: row.version,
        stamp: new Date(cmd.now),
        start: new Date(row.from_at),
        end: new Date(row.to_at),
        summary: row.organisation_name === null ? what : `${what}（${row.organisation_name}）`,
        description: row.number,
        location,
        status: row.state === 'requested' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
      });
    }
    for (const use of others) {
      const what = use.title || OCCUPIED;
      calendar.createEvent({
        id: `${use.kind}-${use.id}@station`,
        sequence: use.version,
        stamp: new Date(cmd.now),
        start: new Date(use.from),
        end: new Date(use.to),
        summary: use.who === '' ? what : `${what}（${use.who}）`,
        ...(use.number === '' ? {} : { description: use.number }),
        location,
        status: use.state === 'tentative' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
      });
    }
    const events = rows.length + others.length;
    cmd.audit({ entity: 'zone', entityId: input.zoneId, after: { from, to, events } });
    const file = new Blob([calendar.toString()], { type: 'text/calendar;charset=utf-8' });
    return { name: `${safeName(zone.name)}.ics`, file, events };
  });
}
