import type { Command } from '../../core/command.ts';
import { fixedQuery } from '../../db/fixed.ts';
import { found, StationError } from '../../core/errors.ts';
import type { ReservationRecord } from './store.ts';

/** Fields of a reservation besides place and time. */
export interface About {
  purposeId: number;
  title: string;
  organisationId: number | null;
  contactId: number | null;
  contactName: string;
  /** Undefined: unchanged. */
  contactPhone?: string | undefined;
  expectedHeadcount: number;
  notes: string;
}

interface ById {
  id: number;
}
const purposeById = fixedQuery((db, { id }: ById) => db.selectFrom('purpose').select('archived_at').where('id', '=', id));
const organisationById = fixedQuery((db, { id }: ById) => db.selectFrom('organisation').select('archived').where('id', '=', id));
const personById = fixedQuery((db, { id }: ById) => db.selectFrom('person').select('merged_into').where('id', '=', id));

/**
 * Checks the records that a reservation names. Those it named before may be archived or merged meanwhile; new ones may not.
 * @throws StationError NOT_FOUND, INVALID
 */
export async function checkAboutTx(cmd: Command, about: About, before?: ReservationRecord): Promise<void> {
  if (about.purposeId !== before?.purpose_id) {
    const [row] = await purposeById(cmd.tx, { id: about.purposeId });
    if (found(row, 'purpose', about.purposeId).archived_at !== null)
      throw new StationError('INVALID', { field: 'purposeId', reason: 'archived' });
  }
  if (about.organisationId !== null && about.organisationId !== before?.organisation_id) {
    const [row] = await organisationById(cmd.tx, { id: about.organisationId });
    if (found(row, 'organisation', about.organisationId).archived === 1) {
      throw new StationError('INVALID', { field: 'organisationId', reason: 'archived' });
    }
  }
  if (about.contactId !== null && about.contactId !== before?.contact_id) await checkPersonTx(cmd, about.contactId, 'contactId');
}

/** Demands a person on record. @throws StationError NOT_FOUND, INVALID for a record merged into another */
export async function checkPersonTx(cmd: Command, personId: number, field: string): Promise<void> {
  const [row] = await personById(cmd.tx, { id: personId });
  if (found(row, 'person', personId).merged_into !== null) throw new StationError('INVALID', { field, reason: 'merged' });
}

/** The columns of these fields. Name and number of a contact on record are not copied. */
export function aboutColumns(about: About, before?: ReservationRecord) {
  return {
    purpose_id: about.purposeId,
    title: about.title,
    organisation_id: about.organisationId,
    contact_id: about.contactId,
    contact_name: about.contactId === null ? about.contactName : '',
    contact_phone: about.contactId === null ? (about.contactPhone ?? before?.contact_phone ?? '') : '',
    expected_headcount: about.expectedHeadcount,
    notes: about.notes
  };
}
