import type { DocumentTemplate } from '../../core/templates/documents.ts';

/** The template of the record certificate. */
export const serviceCertificateTemplate: DocumentTemplate = {
  name: '志愿服务记录证明.docx',
  file: 'service-certificate.docx',
  sample: {
    station: '红色能量站',
    number: '2026-00001',
    code: 'ABCD-EFGH-JKLM-N',
    name: '钱乙丑',
    volunteerNumber: '2026-00001',
    document: '3300**********0001',
    hours: '12.5',
    minutes: 750,
    services: 3,
    from: '2026-09-01',
    to: '2026-10-27',
    issuedOn: '2026-10-28',
    issuer: '红色能量站',
    head: '赵甲子',
    handler: '孙丙寅',
    contact: '0574-00000000',
    notes: '/',
    qr: '',
    lines: [
      {
        title: '周末献血引导',
        category: '献血',
        organiser: '红色能量站',
        roles: '引导',
        from: '2026-09-01',
        to: '2026-10-27',
        services: 3,
        hours: '12.5'
      }
    ]
  }
};
