import { describe, expect, it } from 'vitest';
import { CASE_STATES, type CaseState, type CaseStep } from '@contract/mediation/case-rules.ts';
import type { MissingField, PaperPage } from '@contract/mediation/case-papers.ts';
import type { CaseDetail } from '@contract/mediation/cases.ts';
import { confirmerFor } from '../../../renderer/src/mediation/cases/confirmer.ts';
import { missingEntries } from '../../../renderer/src/mediation/cases/missing.ts';
import { nextStep } from '../../../renderer/src/mediation/cases/next-step.ts';
import { papersHtml } from '../../../renderer/src/mediation/cases/paper-html.ts';
import { pageNumbers, pagesFrom } from '../../../renderer/src/mediation/cases/volume-pdf.ts';
import { ofIdNumber, parseList, toParties } from '../../../renderer/src/mediation/cases/parties.ts';
import { parseYuan, yuanOf } from '../../../renderer/src/mediation/money.ts';

describe('money', () => {
  it.each([
    ['', 0],
    ['0', 0],
    ['12000', 1_200_000],
    ['1,234.5', 123_450],
    ['１２３４元', 123_400],
    ['￥ 0.07', 7],
    ['3.2万', 3_200_000],
    ['0.000001万', 1],
    ['999999999999', 99_999_999_999_900]
  ])('reads %s', (text, fen) => expect(parseYuan(text)).toBe(fen));
  it.each(['abc', '1.234', '-5', '1.2.3', '万', '0.0000001万', '9999999999999'])('refuses %s', (text) =>
    expect(parseYuan(text)).toBeNull()
  );
  it('refuses more than the most', () => expect(parseYuan('101', 100_00)).toBeNull());
  it('writes what it reads', () => {
    for (const fen of [1, 7, 10, 99, 100, 123_456, 9_800_00, 100_000_000_000_00]) expect(parseYuan(yuanOf(fen))).toBe(fen);
  });
});

describe('a pasted list', () => {
  it('takes names, numbers and trades in any order', () => {
    const list = parseList(
      '1. 赵甲子\t330000199001017777\t13900000001\t木工\n2、 钱乙丑，13900000002\n\n（3）\n孙丙寅 瓦工 33000019920229123x\n13900000003',
      'applicant'
    );
    expect(
      list.map(({ name, idNumber, phone, occupation, sex, birthDate }) => ({ name, idNumber, phone, occupation, sex, birthDate }))
    ).toEqual([
      { name: '赵甲子', idNumber: '330000199001017777', phone: '13900000001', occupation: '木工', sex: 'male', birthDate: '1990-01-01' },
      { name: '钱乙丑', idNumber: '', phone: '13900000002', occupation: '', sex: '', birthDate: null },
      { name: '孙丙寅', idNumber: '33000019920229123X', phone: '', occupation: '瓦工', sex: 'male', birthDate: '1992-02-29' }
    ]);
    expect(new Set(list.map((one) => one.key)).size).toBe(3);
    expect(toParties(list)).toHaveLength(3);
    expect(toParties(list).every((one) => !('key' in one))).toBe(true);
  });
  it('finds no birth date that does not exist', () =>
    expect([ofIdNumber('330000199102291234'), ofIdNumber('123'), ofIdNumber('')]).toEqual([null, null, null]));
});

describe('the step to propose', () => {
  const step = (name: CaseStep, to: CaseState, ready = true) => ({ step: name, to, problems: ready ? [] : (['round'] as ['round']) });
  it('leads on, to the nearest', () => {
    expect(
      nextStep('informed', [
        step('mediate', 'mediating'),
        step('investigate', 'investigating'),
        step('terminate', 'terminated'),
        step('back', 'accepted')
      ])?.step
    ).toBe('investigate');
    expect(nextStep('mediating', [step('investigate', 'investigating'), step('agree', 'agreed')])?.step).toBe('agree');
    expect(nextStep('unperformed', [step('urge', 'urged'), step('fulfil', 'performed')])?.step).toBe('fulfil');
  });
  it('is none where nothing is ready, or only what somebody has to want', () => {
    expect(
      nextStep('mediating', [
        step('agree', 'agreed', false),
        step('terminate', 'terminated'),
        step('back', 'informed'),
        step('extend', 'mediating')
      ])
    ).toBeNull();
    for (const state of CASE_STATES) expect(nextStep(state, [])).toBeNull();
  });
});

describe('whom a step of the confirmation is about', () => {
  const settings = { court: '站所常去法院', arbitration: '站所常去仲裁委' };
  const labour = (by: 'court' | 'arbitration' | null, office: string) =>
    ({ regime: 'labour', confirmation: { by, office } }) as unknown as CaseDetail;
  it.each([
    ['confirm_apply', labour(null, ''), 'arbitration', settings.arbitration],
    // Withdrawn before: it is asked anew.
    ['confirm_apply', labour(null, '虚构中级人民法院'), 'arbitration', settings.arbitration],
    ['confirm_accept', labour('court', '虚构中级人民法院'), 'court', '虚构中级人民法院'],
    ['confirm_extend', labour('court', '虚构中级人民法院'), 'court', '虚构中级人民法院'],
    ['confirm_grant', labour('arbitration', '虚构仲裁委'), 'arbitration', '虚构仲裁委'],
    ['escalate', labour(null, ''), 'arbitration', settings.arbitration]
  ] as const)('%s', (step, of, by, office) => expect(confirmerFor(step, of, settings)).toEqual({ by, office }));
});

describe('what a paper lacks', () => {
  const of = (over: Partial<CaseDetail> = {}) =>
    ({
      state: 'mediating',
      agreement: { effective: false },
      records: [
        { id: 3, kind: 'round' },
        { id: 4, kind: 'visit' }
      ],
      ...over
    }) as unknown as CaseDetail;
  const field = (kind: MissingField['of'], name: string, refId: number | null = null): MissingField => ({
    of: kind,
    field: name,
    refId,
    name: ''
  });
  it.each([
    [field('case', 'facts'), 'long', 'overview'],
    [field('case', 'acceptedOn'), 'elsewhere', 'overview'],
    [field('case', 'respondent'), 'elsewhere', 'parties'],
    [field('party', 'sex', 1), 'sex', 'parties'],
    [field('party', 'address', 1), 'text', 'parties'],
    [field('agent', 'scope', 1), 'text', 'parties'],
    [field('record', 'place', 3), 'text', 'records'],
    [field('record', 'visitor', 4), 'text', 'after'],
    [field('record', 'notice'), 'elsewhere', 'records'],
    [field('record', 'report'), 'elsewhere', 'after'],
    [field('agreement', 'way'), 'text', 'agreement'],
    [field('settings', 'committee'), 'text', '/cases/settings'],
    [field('mediators', 'mediators'), 'elsewhere', 'overview'],
    [field('confirmation', 'office'), 'elsewhere', 'after']
  ])('%o is asked for as %s', (missing, input, tab) => expect(missingEntries([missing], of())[0]).toMatchObject({ input, tab }));
  it('cannot be put into what is in effect or bound', () => {
    const effective = of({ agreement: { effective: true } as never });
    expect(missingEntries([field('agreement', 'way')], effective)[0]?.input).toBe('elsewhere');
    expect(missingEntries([field('case', 'facts'), field('party', 'phone', 1)], of({ state: 'archived' })).map((one) => one.input)).toEqual(
      ['elsewhere', 'elsewhere']
    );
  });
});

describe('papers on A4', () => {
  const page = (paper: PaperPage['paper'], title: string): PaperPage => ({
    paper,
    recordId: null,
    title,
    number: '（2026）人民调字第1号',
    missing: [],
    filedPages: null,
    blocks: [
      {
        kind: 'fields',
        lines: [
          [
            { label: '姓名', value: '<赵甲子>' },
            { label: '性别', value: '男' }
          ],
          [{ label: '住址', value: '虚构路1号' }]
        ]
      },
      { kind: 'text', label: '记录', value: '第一行\n第二行 & 其他', lines: 3 },
      { kind: 'list', label: '协议内容', items: ['付清工资'] },
      { kind: 'signatures', lines: [{ label: '当事人', value: '' }] },
      { kind: 'seal', name: '虚构镇人民调解委员会', date: '2026年11月23日' },
      { kind: 'table', caption: '', columns: [{ title: '序号', width: 10 }], rows: [['1']] }
    ]
  });
  it('hold every word, made safe', () => {
    const html = papersHtml([page('agreement', '人民调解协议书')]);
    for (const part of [
      '人民调解协议书',
      '（2026）人民调字第1号',
      '&lt;赵甲子&gt;',
      '第二行 &amp; 其他',
      '付清工资',
      '虚构镇人民调解委员会',
      '序号'
    ])
      expect(html).toContain(part);
    expect(html).not.toContain('<赵甲子>');
  });
  const laid = [
    { paper: 'cover' as const, recordId: null, pages: 1 },
    { paper: 'index' as const, recordId: null, pages: 2 },
    { paper: 'application' as const, recordId: null, pages: 2 },
    { paper: 'mediation_record' as const, recordId: 7, pages: 1 },
    { paper: 'mediation_record' as const, recordId: 9, pages: 3 },
    { paper: 'back_cover' as const, recordId: null, pages: 1 }
  ];
  it('begin where the next one ends', () => expect(pagesFrom(laid, [1, 2, 4, 6, 7, 10], 10)).toEqual(laid));
  it('are numbered behind cover and index, and leave the numbers of enclosures free', () => {
    expect(pageNumbers(laid, laid)).toEqual([null, null, null, 1, 2, 3, 4, 5, 6, null]);
    // Three copies of identity cards behind the application, and the first record was filed with an enclosure of its own.
    const lines = [
      laid[0]!,
      laid[1]!,
      laid[2]!,
      { paper: 'identity' as const, recordId: null, pages: 3 },
      { ...laid[3]!, pages: 2 },
      laid[4]!,
      laid[5]!
    ];
    expect(pageNumbers(lines, laid)).toEqual([null, null, null, 1, 2, 6, 8, 9, 10, null]);
  });
});
