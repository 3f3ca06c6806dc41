import { z } from 'zod';
import { commandInput, date, id, instant, line, settling } from '../core/base.ts';
import { may } from './errors.ts';
import { language } from '../core/station.ts';

const procedure = settling(['classes']);

export const DOCUMENTS = ['sign_in_sheet', 'roster', 'door_sign', 'timetable', 'certificate', 'service_certificate'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

const person = z.object({
  number: z.number().int(),
  name: z.string(),
  organisation: z.string(),
  mobileMasked: z.string(),
  status: z.string()
});
const sessionLine = z.object({
  number: z.number().int().nullable(),
  date,
  weekday: z.number().int(),
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  trainers: z.string(),
  topic: z.string()
});
const classHead = {
  station: z.string(),
  code: z.string(),
  title: z.string(),
  course: z.string(),
  term: z.string(),
  zone: z.string(),
  place: z.string(),
  trainers: z.string(),
  capacity: z.number().int()
};

export const signInSheetData = z.object({ ...classHead, session: sessionLine, people: z.array(person), emptyLines: z.number().int() });
export const rosterData = z.object({ ...classHead, sessions: z.array(sessionLine), people: z.array(person) });
export const doorSignData = z.object({ ...classHead, session: sessionLine });
export const timetableData = z.object({
  station: z.string(),
  title: z.string(),
  from: date,
  to: date,
  rows: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      trainers: z.string(),
      zone: z.string(),
      weekdays: z.string(),
      times: z.string(),
      firstDate: date,
      lastDate: date,
      sessions: z.number().int(),
      free: z.number().int()
    })
  ),
  days: z.array(
    z.object({
      date,
      weekday: z.number().int(),
      holiday: z.string(),
      sessions: z.array(sessionLine.extend({ code: z.string(), title: z.string() }))
    })
  )
});
export const certificateData = z.object({
  station: z.string(),
  number: z.string(),
  code: z.string(),
  name: z.string(),
  documentMasked: z.string(),
  organisation: z.string(),
  course: z.string(),
  hours: z.string(),
  from: date,
  to: date,
  issuedOn: date,
  validUntil: z.string(),
  /** Whether a test was passed: the paper says so only then. */
  tested: z.boolean(),
  /** Taken back: the paper says so across it. */
  revoked: z.boolean(),
  /** The text of the QR code, and the code as a PNG data URL. */
  qrText: z.string(),
  qr: z.string()
});
export type SignInSheetData = z.infer<typeof signInSheetData>;
export type RosterData = z.infer<typeof rosterData>;
export type DoorSignData = z.infer<typeof doorSignData>;
export type TimetableData = z.infer<typeof timetableData>;
export type CertificateData = z.infer<typeof certificateData>;

const ofSession = z.object({ sessionId: id });
const ofClass = z.object({ classId: id });
const ofTerm = z.object({ from: date, to: date, term: line(40).optional() });
const ofCertificate = z.object({ certificateId: id });
const file = z.object({ name: z.string(), file: z.instanceof(Blob) });
const missing = may('NOT_FOUND');
const templateName = z.string().regex(/^[\p{L}\p{N} _-]{1,60}\.docx$/u);

/**
 * Documents to print and hand out. The window lays out A4 pages from the data; the service makes .ics and .xlsx files, and .docx files
 * from templates that the station may edit.
 */
export const classDocuments = {
  signInSheet: procedure.meta({ permission: 'attendance.write', read: true }).input(ofSession).output(signInSheetData).errors(missing),
  roster: procedure.meta({ permission: 'bookings.read', read: true }).input(ofClass).output(rosterData).errors(missing),
  doorSign: procedure.meta({ permission: 'classes.read', read: true }).input(ofSession).output(doorSignData).errors(missing),
  /** All sessions from `from` to `to`, both included, at most 200 days; of one term if given. */
  timetable: procedure.meta({ permission: 'classes.read', read: true }).input(ofTerm).output(timetableData),
  certificate: procedure.meta({ permission: 'certificates.read', read: true }).input(ofCertificate).output(certificateData).errors(missing),
  /** The QR code of a booking or a badge as a PNG data URL, with its text. */
  bookingCode: procedure
    .meta({ permission: 'bookings.read', read: true })
    .input(z.object({ bookingId: id }))
    .output(z.object({ text: z.string(), qr: z.string() }))
    .errors(missing),
  badge: procedure
    .meta({ permission: 'people.read', read: true })
    .input(z.object({ personId: id }))
    .output(z.object({ text: z.string(), qr: z.string(), name: z.string() }))
    .errors(missing),
  /** A document as .docx. TEMPLATE_BROKEN: the station's template cannot be filled in; `reset` restores the program's. Recorded in the audit. */
  docx: {
    signInSheet: procedure
      .meta({ permission: 'attendance.write' })
      .input(ofSession)
      .output(file)
      .errors(may('NOT_FOUND', 'TEMPLATE_BROKEN')),
    roster: procedure.meta({ permission: 'bookings.read' }).input(ofClass).output(file).errors(may('NOT_FOUND', 'TEMPLATE_BROKEN')),
    doorSign: procedure.meta({ permission: 'classes.read' }).input(ofSession).output(file).errors(may('NOT_FOUND', 'TEMPLATE_BROKEN')),
    timetable: procedure.meta({ permission: 'classes.read' }).input(ofTerm).output(file).errors(may('TEMPLATE_BROKEN')),
    certificate: procedure
      .meta({ permission: 'certificates.read' })
      .input(ofCertificate)
      .output(file)
      .errors(may('NOT_FOUND', 'TEMPLATE_BROKEN'))
  },
  /** Sessions of a class, a trainer or a zone as iCalendar, without names of people booked. */
  ics: procedure
    .meta({ permission: 'classes.read' })
    .input(z.object({ classId: id.optional(), trainerId: id.optional(), zoneId: id.optional() }))
    .output(file.extend({ events: z.number().int() }))
    .errors(missing),
  /** The people of a class with their marks per session as .xlsx. Recorded in the audit. */
  rosterSheet: procedure
    .meta({ permission: 'bookings.read' })
    .input(z.object({ classId: id, language }))
    .output(file.extend({ rows: z.number().int() }))
    .errors(missing),
  /** Classes of a term or range of dates as .xlsx. */
  classSheet: procedure
    .meta({ permission: 'classes.read' })
    .input(z.object({ from: date, to: date, language }))
    .output(file.extend({ rows: z.number().int() })),
  templates: {
    /** The templates of the data folder; the first call copies the program's own there. */
    list: procedure
      .meta({ permission: 'classes.read', read: true })
      .output(
        z.array(z.object({ name: z.string(), document: z.enum(DOCUMENTS), changed: z.boolean(), bytes: z.number().int(), at: instant }))
      ),
    get: procedure
      .meta({ permission: 'classes.plan', read: true })
      .input(z.object({ name: templateName }))
      .output(file)
      .errors(missing),
    /** Takes a .docx as a template after filling it with sample data (TEMPLATE_BROKEN). A new name makes a further certificate template. */
    put: procedure
      .meta({ permission: 'classes.plan' })
      .input(commandInput({ name: templateName, file: z.instanceof(Blob) }))
      .output(z.object({}))
      .errors(may('TOO_LARGE', 'TEMPLATE_BROKEN')),
    /** Restores the program's own template, or removes a further certificate template. */
    reset: procedure
      .meta({ permission: 'classes.plan' })
      .input(commandInput({ name: templateName }))
      .output(z.object({}))
      .errors(may('NOT_FOUND', 'IN_USE'))
  }
};
