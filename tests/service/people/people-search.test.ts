import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyseName, nameColumns, storedName } from '../../../electron/service/people/people/names.ts';
import { formsOf, matchUnits, parseQuery } from '../../../electron/service/people/people/query.ts';
import { editable } from '../../fixtures/people.ts';
import { cid, openTestStation, type Client, type TestStation } from '../../fixtures/station.ts';

let t: TestStation;
let desk: Client;

const SURNAMES = [...'赵钱孙李周吴郑王张单曾'];
const GIVEN = [...'三小明乐雄信丽张子安一'];
const NAMES: string[] = [
  '张三',
  '单雄信',
  '曾乐',
  '张三丰',
  '欧阳锋',
  '王小明',
  'John Smith',
  '买买提·吐尔逊',
  '阿凡提',
  '吕布',
  '工人12',
  '𬭎三'
];
for (const surname of SURNAMES)
  for (const a of GIVEN) NAMES.push(surname + a, surname + a + GIVEN[(GIVEN.indexOf(a) + surname.charCodeAt(0)) % GIVEN.length]);

beforeAll(async () => {
  t = await openTestStation();
  desk = await t.as('front_desk');
  const head = await t.as('head');
  const { id: park } = await head.organisations.create({ commandId: cid(), kind: 'zone_park', name: '示范园区', parentId: null });
  const { id: team } = await head.organisations.create({ commandId: cid(), kind: 'work_team', name: '钢筋班', parentId: park });
  for (const [i, name] of NAMES.entries()) {
    await desk.people.create({
      commandId: cid(),
      name,
      mobile: i === 0 ? '13900005678' : `1390000${String(i).padStart(4, '0')}`,
      organisationId: name === '赵三' ? team : null
    });
  }
  await desk.people.create({ commandId: cid(), name: '钱乙', documentKind: 'resident_id', documentNumber: '11010519491231002X' });
});
afterAll(() => t.close());

/** All names a query finds, in order, page by page. */
async function all(query: string, limit = 7): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await desk.people.list({ query, limit, ...(after === undefined ? {} : { after }) });
    names.push(...page.rows.map((row) => row.name));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return names;
}
const found = async (query: string) => (await desk.people.search({ query })).map((hit) => hit.name);

describe('finding people', () => {
  it('finds 张三 by characters, pinyin, initials, mixed and numbers', async () => {
    for (const query of [
      '张三',
      '张',
      '三',
      'zs',
      'ZS',
      'zhangsan',
      'zhang san',
      'zhangs',
      'zsan',
      '张s',
      'zhang三',
      'z三',
      '5678',
      '13900005678',
      '139 0000 5678',
      'ｚｓ'
    ]) {
      expect(await found(query), query).toContain('张三');
    }
    for (const query of ['zt', '李三', '9999', 'angsan', 'zhangsi']) expect(await found(query), query).not.toContain('张三');
  });

  it('reads surnames as surnames at the head only', async () => {
    for (const query of ['sxx', 'dxx', 'shanxiongxin', 'danxiongxin', 'xx', '雄信']) expect(await found(query), query).toContain('单雄信');
    expect(await found('zengle')).toEqual(NAMES.filter((name) => name.startsWith('曾乐')));
    expect(await found('zengyue')).toEqual([]);
    for (const query of ['lv', 'lvbu', 'lü', 'lyubu', 'lb']) expect(await found(query), query).toContain('吕布');
    expect(await found('zhsf')).toContain('张三丰');
  });

  it('finds other names by their words and parts', async () => {
    for (const query of ['john', 'smith', 'js', 'john s', 'johnsmith']) expect(await found(query), query).toEqual(['John Smith']);
    for (const query of ['买买提', '提吐', '吐尔逊', 'maimaiti', 'mmt', 'tuerxun'])
      expect(await found(query), query).toContain('买买提·吐尔逊');
    expect(await found('𬭎')).toEqual(['𬭎三']);
    for (const query of ['人12', '工r1', 'gr12', 'gongr12', 'r12', 'ren1']) expect(await found(query), query).toEqual(['工人12']);
  });

  it('finds by the last characters of the document, and by the whole of it', async () => {
    for (const query of ['002X', '002x', '1231002x', '11010519491231002X']) expect(await found(query), query).toEqual(['钱乙']);
    expect(await found('102X')).toEqual([]);
  });

  it('puts exact names first, then beginnings, initials, inner parts; organisations last', async () => {
    const hits = await desk.people.search({ query: '三' });
    expect(hits[0]?.match).toBe('substring');
    const exact = await desk.people.search({ query: '张三' });
    expect(exact.map((hit) => [hit.name, hit.match]).slice(0, 2)).toEqual([
      ['张三', 'exact'],
      ['张三', 'exact']
    ]);
    expect(exact.find((hit) => hit.name === '张三丰')?.match).toBe('prefix');
    const kinds = (await desk.people.search({ query: 'zs' })).map((hit) => hit.match);
    expect(kinds).toEqual([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(kinds).toContain('initials');
    const byTeam = await desk.people.search({ query: '钢筋' });
    expect(byTeam.map((hit) => [hit.name, hit.match])).toEqual([['赵三', 'organisation']]);
    expect(byTeam[0]?.marks).toEqual([{ field: 'organisation', from: 0, to: 2 }]);
    for (const query of ['gjb', 'gangjin', '示范园区', 'sfyq']) expect(await found(query), query).toEqual(['赵三']);
  });
  const order = ['exact', 'prefix', 'initials', 'substring', 'mixed', 'digits', 'organisation'];

  it('marks what matched', async () => {
    const marks = async (query: string, name: string) => (await desk.people.search({ query })).find((hit) => hit.name === name)?.marks;
    expect(await marks('xm', '王小明')).toEqual([{ field: 'name', from: 1, to: 3 }]);
    expect(await marks('张s', '张三丰')).toEqual([{ field: 'name', from: 0, to: 2 }]);
    expect(await marks('吐尔', '买买提·吐尔逊')).toEqual([{ field: 'name', from: 4, to: 6 }]);
    expect(await marks('smi', 'John Smith')).toEqual([{ field: 'name', from: 5, to: 8 }]);
    const hit = (await desk.people.search({ query: '5678' }))[0];
    expect(hit?.mobileMasked).toBe('139****5678');
    expect(hit?.marks).toEqual([{ field: 'mobile', from: 7, to: 11 }]);
  });

  it('answers an empty or senseless query with nothing', async () => {
    for (const query of ['', '  ', '·', '%', "'", '"*"', '_']) expect(await found(query)).toEqual([]);
  });
});

describe('the search table', () => {
  it('finds by a Chinese substring exactly whom LIKE finds', async () => {
    const keys = [...NAMES, '钱乙'].map((name) => ({ name, key: nameColumns(name, true).name_key }));
    const substring = fc.constantFrom(...keys.filter((own) => /^\p{Script=Han}+$/u.test(own.key))).chain(({ key }) => {
      const characters = [...key];
      return fc
        .tuple(fc.nat(characters.length - 1), fc.integer({ min: 1, max: 3 }))
        .map(([from, length]) => characters.slice(from, from + length).join(''));
    });
    const random = fc
      .array(fc.constantFrom(...SURNAMES, ...GIVEN), { minLength: 1, maxLength: 3 })
      .map((characters) => characters.join(''));
    await fc.assert(
      fc.asyncProperty(fc.oneof(substring, random), async (query) => {
        const like = keys
          .filter((own) => own.key.includes(query))
          .map((own) => own.name)
          .sort();
        expect((await all(query)).sort()).toEqual(like);
      }),
      { numRuns: 60 }
    );
  });

  it('finds by letters exactly whom reading every name finds', async () => {
    const people = [...NAMES, '钱乙'].map((name) => ({ name, stored: storedName({ name, ...nameColumns(name, true) }) }));
    const short = people.filter((own) => own.stored.units.length <= 4);
    const typed = fc.constantFrom(...short).chain(({ stored }) =>
      fc.tuple(fc.nat(stored.units.length - 1), fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), fc.nat(4)).map(([from, ways, cut]) => {
        const parts = stored.units.slice(from, from + ways.length).map((unit, i) => {
          const reading = stored.readings[from + i]?.[0] ?? '';
          return ways[i] === 0 ? unit.text : ways[i] === 1 ? reading : (reading[0] ?? '');
        });
        return parts.join('').slice(0, 12 - cut);
      })
    );
    await fc.assert(
      fc.asyncProperty(typed, async (query) => {
        const parsed = parseQuery(query);
        if (parsed === null || parsed.number !== null) return;
        const naive = people.filter((own) => formsOf(parsed).some((form) => matchUnits(form, own.stored))).map((own) => own.name);
        // Whoever is found by the name of an organisation is another test's.
        const colleagues = (await desk.people.search({ query })).filter((hit) => hit.match === 'organisation').map((hit) => hit.name);
        const shown = (await all(query, 20)).filter((name) => !colleagues.includes(name));
        // Longer names are found by plain pinyin, initials and characters, not by every mixture.
        const isShort = (name: string) => short.some((own) => own.name === name);
        expect(shown.filter(isShort).sort(), query).toEqual(naive.filter(isShort).sort());
        expect(naive).toEqual(expect.arrayContaining(shown));
      }),
      { numRuns: 80 }
    );
  });

  it('keeps nothing of a name that was changed', async () => {
    const head = await t.as('head');
    const { id } = await head.people.create({ commandId: cid(), name: '孙丙寅', mobile: '13911117777' });
    const before = await head.people.get({ id });
    await head.people.update({ commandId: cid(), ...editable(before), id, version: before.version, name: '李丁卯', mobile: '13911118888' });
    expect(await found('孙丙寅')).toEqual([]);
    expect(await found('7777')).toEqual([]);
    expect(await found('ldm')).toContain('李丁卯');
    expect(await found('8888')).toContain('李丁卯');
    const rows = t.station.sqlite.prepare('select gram from person_gram where person_id = ? order by gram').pluck().all(id);
    expect(rows).toEqual(
      [
        '1lidingmao',
        '1李丁卯',
        '2ldm',
        '3dingmao',
        '3mao',
        '3丁卯',
        '3卯',
        '4dm',
        '5dmao',
        '5ldingmao',
        '5ldmao',
        '5lidmao',
        '68888'
      ].sort()
    );
  });

  it('never reads all people: every plan goes by an index', async () => {
    // Afresh, so that no statement is prepared already.
    await t.reopen();
    const seen: string[] = [];
    const original = t.station.sqlite.prepare.bind(t.station.sqlite);
    const statements = new Set<string>();
    t.station.sqlite.prepare = ((sql: string) => {
      statements.add(sql);
      return original(sql);
    }) as typeof t.station.sqlite.prepare;
    try {
      const organisationId = (await desk.organisations.tree({}))[0]?.id ?? 0;
      for (const filter of [
        {},
        { organisationId },
        { organisationId: 0 },
        { trade: '焊工' },
        { politicalStatus: 'party_member' as const },
        { hasMobile: false }
      ]) {
        for (const query of [undefined, '张', '张三', '张三丰', 'z', 'zs', '张s', '5678', '13900005678', '钢筋']) {
          const page = await desk.people.list({ ...filter, query, limit: 3 });
          if (page.next) await desk.people.list({ ...filter, query, limit: 3, after: page.next });
        }
      }
      await desk.people.trades();
      await desk.people.duplicates({ name: '张三', documentKind: 'passport', documentNumber: 'E12345678', mobile: '13900005678' });
      await desk.organisations.get({ id: organisationId });
      await desk.people.create({ commandId: cid(), name: '冯庚辰', documentKind: 'passport', documentNumber: 'E12345679' });
    } finally {
      t.station.sqlite.prepare = original;
    }
    for (const sql of statements) {
      if (!/^(select|with)/i.test(sql)) continue;
      for (const step of original(`explain query plan ${sql}`).all(...new Array((sql.match(/\?/g) ?? []).length).fill(1)) as {
        detail: string;
      }[]) {
        // Everybody in order, up to a limit, is how the unfiltered list is meant to be read.
        const limited = /USING (COVERING )?INDEX/.test(step.detail) && /limit \d/.test(sql);
        if (/^SCAN (person|person_gram|organisation_gram)\b/.test(step.detail) && !limited) seen.push(`${step.detail}: ${sql}`);
        if (/^SEARCH person .*merged_into/.test(step.detail)) seen.push(`${step.detail}: ${sql}`);
      }
    }
    expect(statements.size).toBeGreaterThan(10);
    expect(seen).toEqual([]);
  });
});

describe('taking names apart', () => {
  it('knows units and readings', () => {
    expect(analyseName('单雄信', true).readings).toEqual([['shan', 'dan', 'chan'], ['xiong'], ['xin']]);
    expect(analyseName('曾乐', true).readings[1]).toEqual(['le']);
    expect(analyseName('尉迟恭', true).readings.map((own) => own[0])).toEqual(['yu', 'chi', 'gong']);
    expect(nameColumns('José  García', true)).toEqual({ name_key: 'josegarcia', name_sort: 'jose garcia', readings: 'jose garcia' });
    expect(nameColumns('···', true).name_key).toBe('');
  });
});
