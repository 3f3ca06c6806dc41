import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { commandInput, procedure } from '../core/base.ts';
import { may } from './errors.ts';

export const IMPORT_MAX_BYTES = 20 * 1024 * 1024;
export const IMPORT_MAX_ROWS = 50_000;
/** Most problems that a preview lists. It counts the others, and the file of bad rows has them all. */
export const PROBLEMS_SHOWN = 500;

/** The fields that a column of a roster can hold. */
export const ROSTER_FIELDS = [
  'name',
  'sex',
  'birthDate',
  'documentKind',
  'documentNumber',
  'mobile',
  'organisation',
  'team',
  'trade',
  'politicalStatus',
  'emergencyName',
  'emergencyPhone',
  'notes'
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];
export const rosterField = z.enum(ROSTER_FIELDS);

const HEADERS: Record<RosterField, string[]> = {
  name: ['姓名', '名字', '人员姓名', '工人姓名', 'name', 'fullname'],
  sex: ['性别', 'sex', 'gender'],
  birthDate: ['出生日期', '出生年月', '出生年月日', '生日', 'birthdate', 'dateofbirth', 'birthday'],
  documentKind: ['证件类型', '证件种类', '证件名称', 'documenttype', 'iddocument', 'documentkind'],
  documentNumber: ['身份证号', '身份证号码', '身份证', '证件号', '证件号码', '公民身份号码', 'idnumber', 'documentnumber', 'id'],
  mobile: ['手机', '手机号', '手机号码', '电话', '联系电话', '联系方式', '移动电话', 'mobile', 'phone', 'mobilephone', 'telephone'],
  organisation: [
    '单位',
    '所属单位',
    '工作单位',
    '项目',
    '项目名称',
    '工地',
    '项目工地',
    '所在项目',
    '企业',
    '公司',
    'organisation',
    'organization',
    'site',
    'projectsite',
    'company'
  ],
  team: ['班组', '班组名称', '所属班组', '所在班组', '队伍', 'team', 'workteam'],
  trade: ['工种', '岗位', '职业', '职务', 'trade', 'job', 'occupation'],
  politicalStatus: ['政治面貌', 'politicalstatus'],
  emergencyName: ['紧急联系人', '紧急联系人姓名', '家属', '家属姓名', 'emergencycontact', 'emergencyname'],
  emergencyPhone: ['紧急联系电话', '紧急联系人电话', '紧急联系人手机', '家属电话', 'emergencyphone', 'emergencycontactphone'],
  notes: ['备注', '说明', 'notes', 'remarks', 'comment']
};

/** The field that a column header names in its usual Chinese or English words, or null. */
export function fieldOfHeader(header: string): RosterField | null {
  const key = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(].*?[)）]/g, '')
    .replace(/[\s*_:：.-]/g, '');
  if (key === '') return null;
  return ROSTER_FIELDS.find((field) => HEADERS[field].includes(key)) ?? null;
}

/** The column (from 0) of each field; a field that the file lacks is left out. */
export const rosterMapping = z.partialRecord(rosterField, z.number().int().min(0).max(199));
export type RosterMapping = z.infer<typeof rosterMapping>;

export const rosterPolicy = z.object({
  /** What to do with people on record. */
  known: z.enum(['skip', 'update']),
  /** Create organisations and teams that are not on record; otherwise they are a problem. */
  createOrganisations: z.boolean(),
  /** Leave out rows with errors and import the rest; otherwise the import is all or nothing. */
  onlyGoodRows: z.boolean()
});
export type RosterPolicy = z.infer<typeof rosterPolicy>;

/** Errors that keep a row out. */
export const ROSTER_PROBLEMS = [
  'name_missing',
  'name_long',
  'id_empty',
  'id_length',
  'id_fifteen',
  'id_characters',
  'id_province',
  'id_birth_date',
  'id_check_digit',
  'number_cut',
  'document_invalid',
  'document_kind_unknown',
  'document_kind_missing',
  'mobile_invalid',
  'phone_invalid',
  'sex_unknown',
  'birth_date_invalid',
  'political_status_unknown',
  'organisation_unknown',
  'organisation_ambiguous',
  'team_unknown',
  'team_ambiguous',
  'value_long',
  'duplicate_in_file',
  'document_of_other',
  'document_differs',
  'several_known'
] as const;
/** Notes on what happens to a row that comes in. */
export const ROSTER_NOTES = ['known_skipped', 'known_updated', 'organisation_made', 'birth_date_from_id', 'sex_from_id'] as const;
export const rosterProblem = z.object({
  /** Row number as in the spreadsheet, from 1, the header included. */
  row: z.number().int(),
  /** Column from 0, null for the whole row. */
  column: z.number().int().nullable(),
  field: rosterField.nullable(),
  code: z.enum([...ROSTER_PROBLEMS, ...ROSTER_NOTES]),
  severity: z.enum(['error', 'note']),
  /** Content of the cell; document numbers and mobiles are masked. */
  value: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()]))
});
export type RosterProblem = z.infer<typeof rosterProblem>;

export const rosterPreview = z.object({
  rows: z.number().int(),
  counts: z.object({
    new: z.number().int(),
    update: z.number().int(),
    unchanged: z.number().int(),
    /** People on record whom the policy leaves unchanged. */
    skipped: z.number().int(),
    /** Rows with at least one error. */
    bad: z.number().int()
  }),
  problems: z.array(rosterProblem),
  /** All problems, shown or not. */
  problemCount: z.number().int(),
  /** Organisations that the import would create, as paths. */
  newOrganisations: z.array(z.string())
});
export type RosterPreview = z.infer<typeof rosterPreview>;

const importId = z.uuid();
const chosen = { importId, mapping: rosterMapping, policy: rosterPolicy };
const permission = { permission: 'people.import' } as const;
const gone = may('NOT_FOUND', 'CANCELLED', 'FILE_UNREADABLE');

/**
 * A roster comes in by three steps: `open` reads the headers, `preview` checks every row and writes nothing, `apply` checks again and
 * writes all rows in one transaction. The file stays in the service's memory for half an hour after its last use.
 */
export const peopleImport = {
  open: procedure
    .meta(permission)
    .input(z.object({ file: z.instanceof(Blob), name: z.string().max(255) }))
    .output(
      z.object({
        importId,
        columns: z.array(z.object({ header: z.string(), field: rosterField.nullable(), samples: z.array(z.string()) })),
        rows: z.number().int()
      })
    )
    .errors(may('TOO_LARGE', 'FILE_UNREADABLE', 'CANCELLED')),
  preview: procedure.meta({ permission: 'people.import', read: true }).input(z.object(chosen)).output(rosterPreview).errors(gone),
  apply: procedure
    .meta(permission)
    .input(commandInput(chosen))
    .output(
      z.object({
        created: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        skipped: z.number().int(),
        left: z.number().int(),
        organisations: z.number().int()
      })
    )
    .errors({ ...gone, ...may('IMPORT_HAS_PROBLEMS') }),
  /** Progress of a running preview or apply; the stream ends with it. */
  progress: procedure
    .meta({ permission: 'people.import', read: true })
    .input(z.object({ importId }))
    .output(eventIterator(z.object({ done: z.number().int(), total: z.number().int() })))
    .errors(may('NOT_FOUND')),
  /** The rows with errors as .xlsx, as in the file, with a column of reasons. */
  badRows: procedure
    .meta(permission)
    .input(z.object({ ...chosen, language: z.enum(['zh-CN', 'en']).default('zh-CN') }))
    .output(z.object({ name: z.string(), file: z.instanceof(Blob), rows: z.number().int() }))
    .errors(gone),
  /** Forgets the file. */
  close: procedure.meta(permission).input(z.object({ importId })).output(z.object({}))
};
