import { describe, expect, it } from 'vitest';
import { conflictsOf, type ConcernedParty, type Mediating } from '../../../electron/contract/mediation/case-conflicts.ts';

describe('conflicts of interest', () => {
  const mediator: Mediating = {
    personId: 7,
    name: '赵甲子',
    idNumber: '330000199001010014',
    organisations: [{ id: 3, name: '建设一公司' }],
    ties: [{ name: '钱乙丑', relation: '配偶', idNumber: '', organisation: '建设二公司' }]
  };
  const person = (over: Partial<ConcernedParty>): ConcernedParty => ({
    key: 'p',
    kind: 'person',
    personId: null,
    organisationId: null,
    name: '孙丙寅',
    idNumber: '',
    organisation: '',
    ...over
  });
  it.each([
    [{ personId: 7, name: '别名' }, ['same_person']],
    [{ name: '赵甲子' }, ['same_person']],
    [{ name: '赵 甲子', idNumber: '330000198001010014' }, []],
    [{ name: '别名', idNumber: '330000199001010014' }, ['same_person']],
    [{ name: '钱乙丑' }, ['family']],
    [{ organisation: '建设一公司' }, ['same_organisation']],
    [{ name: '钱乙丑', organisationId: 3 }, ['family', 'same_organisation']],
    [{ kind: 'organisation', name: '建设二公司' }, ['family_organisation']],
    [{ kind: 'organisation', name: '建设一公司', organisationId: 3 }, ['same_organisation']],
    [{ organisation: '建设二公司' }, []],
    [{}, []]
  ] as const)('%o: %o', (over, grounds) =>
    expect(conflictsOf(mediator, [person(over as Partial<ConcernedParty>)]).map((one) => one.ground)).toEqual(grounds)
  );
});
