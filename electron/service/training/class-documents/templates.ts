import type { DocumentName } from '../../../contract/training/class-documents.ts';
import type { TemplateSet } from '../../core/templates/store.ts';
import { SAMPLES } from './samples.ts';

/** The templates of classes; a name of the station's own is a further certificate. */
export const CLASS_TEMPLATES: TemplateSet<DocumentName> = {
  folder: '',
  own: {
    sign_in_sheet: { name: '签到表.docx', file: 'sign-in-sheet.docx' },
    roster: { name: '学员名单.docx', file: 'roster.docx' },
    door_sign: { name: '门牌.docx', file: 'door-sign.docx' },
    timetable: { name: '课程表.docx', file: 'timetable.docx' },
    certificate: { name: '结业证书.docx', file: 'certificate.docx' },
    service_certificate: { name: '志愿服务记录证明.docx', file: 'service-certificate.docx' }
  },
  further: 'certificate',
  sample: (document) => SAMPLES[document],
  async uses(cmd, name) {
    return (await cmd.tx.selectFrom('course').select('id').where('certificate_template', '=', name).execute()).length;
  }
};
