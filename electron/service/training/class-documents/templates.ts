import type { DocumentTemplate } from '../../core/templates/documents.ts';
import { SAMPLES } from './samples.ts';

/** The templates of classes. Further templates of the station are for certificates. */
export const classTemplates: Record<keyof typeof SAMPLES, DocumentTemplate> = {
  sign_in_sheet: { name: '签到表.docx', file: 'sign-in-sheet.docx', sample: SAMPLES.sign_in_sheet },
  roster: { name: '学员名单.docx', file: 'roster.docx', sample: SAMPLES.roster },
  door_sign: { name: '门牌.docx', file: 'door-sign.docx', sample: SAMPLES.door_sign },
  timetable: { name: '课程表.docx', file: 'timetable.docx', sample: SAMPLES.timetable },
  certificate: {
    name: '结业证书.docx',
    file: 'certificate.docx',
    sample: SAMPLES.certificate,
    uses: async (cmd, name) => (await cmd.tx.selectFrom('course').select('id').where('certificate_template', '=', name).execute()).length
  }
};
