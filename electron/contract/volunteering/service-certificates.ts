import { z } from 'zod';
import { commandInput, date, id, instant, line, pageInput, pageOf, requiredLine, settling, version } from '../core/base.ts';
import { may } from './errors.ts';

const procedure = settling([]);

/**
 * 志愿服务记录证明 (民发〔2015〕149号): free of charge, at the volunteer's request, for approved hours alone. A setting says for how many
 * days a request is posted before it is issued.
 */
export const SERVICE_CERTIFICATE_STATES = ['requested', 'issued', 'declined', 'revoked'] as const;
export type ServiceCertificateState = (typeof SERVICE_CERTIFICATE_STATES)[number];
const state = z.enum(SERVICE_CERTIFICATE_STATES);
export const REQUEST_WAYS = ['desk', 'telephone', 'letter', 'guardian'] as const;
export const requestWay = z.enum(REQUEST_WAYS);

/** A project on a certificate. */
export const certifiedLine = z.object({
  projectId: id,
  code: z.string(),
  title: z.string(),
  category: z.string(),
  /** Empty on certificates without an English name. */
  categoryEn: z.string().default(''),
  organiser: z.string(),
  roles: z.string(),
  from: date,
  to: date,
  services: z.number().int(),
  /** Actual minutes. */
  minutes: z.number().int(),
  /** Hours as printed; certificates without it print the actual minutes. */
  hours: z.string().optional()
});
export type CertifiedLine = z.infer<typeof certifiedLine>;

const period = {
  /** Days of service, both included; null: from the first, to the last. */
  fromDate: date.nullable().default(null),
  toDate: date.nullable().default(null),
  /** Empty: all projects. */
  projectIds: z.array(id).max(100).default([])
};

export const serviceCertificateRow = z.object({
  id,
  /** `2026-00001`: year of issue and a counter without gaps; null until it is issued. */
  number: z.string().nullable(),
  /** Verification code, as printed and in the QR code; null until it is issued. */
  code: z.string().nullable(),
  volunteer: z.object({ id, number: z.string(), name: z.string() }),
  state,
  requestedAt: instant,
  requestedBy: z.string(),
  requestWay,
  /** Last day of the posting; null: not posted. */
  postedUntil: z.string().nullable(),
  issuedAt: instant.nullable(),
  issuedBy: z.string(),
  minutes: z.number().int(),
  services: z.number().int(),
  fromDate: z.string().nullable(),
  toDate: z.string().nullable(),
  prints: z.number().int(),
  /** Why it was declined or revoked. */
  reason: z.string(),
  /** A record behind it was rejected or replaced, so it should be revoked and issued anew. */
  outdated: z.boolean(),
  version
});
export type ServiceCertificateRow = z.infer<typeof serviceCertificateRow>;

export const serviceCertificate = serviceCertificateRow.extend({
  /** The masked document number at issue. */
  documentMasked: z.string(),
  lines: z.array(certifiedLine),
  issuer: z.string(),
  head: z.string(),
  handler: z.string(),
  contact: z.string(),
  notes: z.string(),
  purpose: z.string(),
  events: z.array(
    z.object({ at: instant, by: z.string(), kind: z.enum(['requested', 'issued', 'declined', 'reprinted', 'revoked']), reason: z.string() })
  )
});
export type ServiceCertificate = z.infer<typeof serviceCertificate>;

/** The four blocks, as the A4 page and the template show them. */
export const serviceCertificateData = z.object({
  station: z.string(),
  /** Block 1: the volunteer. */
  name: z.string(),
  volunteerNumber: z.string(),
  documentMasked: z.string(),
  /** Block 2: the service. */
  hours: z.string(),
  minutes: z.number().int(),
  services: z.number().int(),
  from: z.string(),
  to: z.string(),
  lines: z.array(
    z.object({
      title: z.string(),
      category: z.string(),
      categoryEn: z.string(),
      organiser: z.string(),
      roles: z.string(),
      from: z.string(),
      to: z.string(),
      services: z.number().int(),
      hours: z.string()
    })
  ),
  /** Block 3: the issuer. */
  issuer: z.string(),
  head: z.string(),
  handler: z.string(),
  contact: z.string(),
  /** Block 4: the certificate. */
  number: z.string(),
  code: z.string(),
  issuedOn: z.string(),
  notes: z.string(),
  revoked: z.boolean(),
  /** The text of the QR code, and the code as a PNG data URL. */
  qrText: z.string(),
  qr: z.string()
});
export type ServiceCertificateData = z.infer<typeof serviceCertificateData>;

const read = { permission: 'service_certificates.read', read: true } as const;
const issue = { permission: 'service_certificates.issue' } as const;
const file = z.object({ name: z.string(), file: z.instanceof(Blob) });

/** Topic: `service-certificates`. */
export const serviceCertificates = {
  /** The content of a certificate if it were issued now; approved hours only. */
  preview: procedure
    .meta(read)
    .input(z.object({ volunteerId: id, ...period }))
    .output(
      z.object({
        minutes: z.number().int(),
        services: z.number().int(),
        hours: z.string(),
        pendingMinutes: z.number().int(),
        from: z.string().nullable(),
        to: z.string().nullable(),
        lines: z.array(certifiedLine)
      })
    )
    .errors(may('NOT_FOUND')),
  /** Records a volunteer's request. Issues at once (`issued`) unless the request must be posted first. INVALID {field: 'volunteerId', reason: 'no_hours'}; {field: 'toDate', reason: 'order'}. */
  request: procedure
    .meta(issue)
    .input(commandInput({ volunteerId: id, ...period, way: requestWay, purpose: line(120).default(''), notes: line(200).default('') }))
    .output(z.object({ id, issued: z.boolean(), number: z.string().nullable(), postedUntil: z.string().nullable() }))
    .errors(may('NOT_FOUND')),
  /** Issues the certificate of a request after its posting. INVALID {field: 'id', reason: 'posted', params: {until}}, {field: 'volunteerId', reason: 'no_hours'}. */
  issue: procedure
    .meta(issue)
    .input(commandInput({ id, version }))
    .output(z.object({ number: z.string() }))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  decline: procedure
    .meta(issue)
    .input(commandInput({ id, version, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STALE', 'STEP_NOT_ALLOWED')),
  get: procedure.meta(read).input(z.object({ id })).output(serviceCertificate).errors(may('NOT_FOUND')),
  /** The register, newest request first. `outdated`: only certificates to be issued anew. `text`: a number's beginning, or part of a name. */
  list: procedure
    .meta(read)
    .input(
      z.object({
        ...pageInput,
        volunteerId: id.optional(),
        states: z.array(state).optional(),
        outdated: z.boolean().default(false),
        fromDate: date.optional(),
        toDate: date.optional(),
        text: line(60).optional()
      })
    )
    .output(pageOf(serviceCertificateRow)),
  /** Looks up a verification code or the text of a QR code. `mistyped`: the check character is wrong. */
  verify: procedure
    .meta(read)
    .input(z.object({ code: line(200) }))
    .output(z.object({ outcome: z.enum(['found', 'mistyped', 'unknown']), certificate: serviceCertificateRow.nullable() })),
  /** Records a reprint and its reason. */
  reprint: procedure
    .meta(issue)
    .input(commandInput({ id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** Revokes a certificate for good; its number stays used. */
  revoke: procedure
    .meta({ permission: 'service_certificates.revoke' })
    .input(commandInput({ id, reason: requiredLine(200) }))
    .output(z.object({}))
    .errors(may('NOT_FOUND', 'STEP_NOT_ALLOWED')),
  /** The data of the A4 page. NOT_FOUND for a certificate that is not issued. */
  document: procedure.meta(read).input(z.object({ id })).output(serviceCertificateData).errors(may('NOT_FOUND')),
  /** The certificate as .docx from the station's template (`classDocuments.templates`). Recorded in the audit. */
  docx: procedure
    .meta({ permission: 'service_certificates.read' })
    .input(z.object({ id }))
    .output(file)
    .errors(may('NOT_FOUND', 'TEMPLATE_BROKEN')),
  /** The register as .xlsx, filtered the same way. Recorded in the audit. */
  export: procedure
    .meta({ permission: 'service_certificates.read' })
    .input(z.object({ fromDate: date.optional(), toDate: date.optional(), language: z.enum(['zh-CN', 'en']) }))
    .output(file.extend({ rows: z.number().int() }))
    .errors(may('TOO_LARGE', 'CANCELLED'))
};
