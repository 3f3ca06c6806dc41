import { documentFile, qrTag } from '../../core/documents/document-file.ts';
import { qrOf } from '../../core/documents/qr.ts';
import { certifiedLine, type ServiceCertificateData } from '../../../contract/volunteering/service-certificates.ts';
import { hoursOf } from '../../../contract/volunteering/service-hour-rules.ts';
import type { Context } from '../../core/context.ts';
import type { Db } from '../../db/schema.ts';
import { found, StationError } from '../../core/errors.ts';
import { readSettings } from '../../core/station/settings.ts';

/** The content of an issued certificate. @throws StationError NOT_FOUND, also for one that is not issued */
export async function serviceCertificateData(db: Db, id: number): Promise<ServiceCertificateData> {
  const row = found(
    await db.selectFrom('service_certificate').selectAll().where('id', '=', id).executeTakeFirst(),
    'service_certificate',
    id
  );
  if (row.number === null || row.code === null || row.issued_on === null)
    throw new StationError('NOT_FOUND', { what: 'service_certificate', id });
  const qrText = `SERVICE:${row.number}:${row.code}`;
  const lines = certifiedLine.array().parse(JSON.parse(row.lines));
  return {
    station: (await readSettings(db)).stationName,
    name: row.name,
    volunteerNumber: row.volunteer_number,
    documentMasked: row.document_masked,
    hours: row.hours,
    minutes: row.minutes,
    services: row.services,
    from: row.first_date ?? '',
    to: row.last_date ?? '',
    lines: lines.map(({ title, category, categoryEn, organiser, roles, from, to, services, minutes, hours }) => ({
      title,
      category,
      categoryEn,
      organiser,
      roles,
      from,
      to,
      services,
      hours: hours ?? hoursOf(minutes)
    })),
    issuer: row.issuer,
    head: row.head,
    handler: row.handler,
    contact: row.contact,
    number: row.number,
    code: row.code,
    issuedOn: row.issued_on,
    notes: row.notes,
    revoked: row.state === 'revoked',
    qrText,
    qr: await qrOf(qrText)
  };
}

/** The certificate from the station's template. @throws StationError NOT_FOUND, TEMPLATE_BROKEN */
export async function serviceCertificateDocx(context: Context, id: number) {
  const { qr, ...data } = await serviceCertificateData(context.station.db, id);
  const tags = {
    ...data,
    document: data.documentMasked || '/',
    notes: data.notes || '/',
    head: data.head || '/',
    contact: data.contact || '/',
    qr: qrTag(qr, data.qrText)
  };
  return documentFile(
    context,
    'service_certificate',
    { entity: 'service_certificate', entityId: id },
    `志愿服务记录证明 ${data.number} ${data.name}`,
    tags,
    data.revoked ? { stamp: '已撤销' } : {}
  );
}
