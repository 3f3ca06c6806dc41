import { inventedId, rosterFile } from '../../fixtures/people.ts';
import { cid, openTestStation } from '../../fixtures/station.ts';
import { within } from '../harness.ts';
import type { Measured, Row } from '../row.ts';

/** People, on files of their own. */

const ROSTER_ROWS = 20_000;
/** Longest import of a roster, from the file to the last person written, ms. */
const ROSTER_MS = 10_000;
const HEADERS = ['序号', '姓名', '身份证号', '手机号码', '项目', '班组', '工种', '政治面貌', '备注'];

/** A row of the roster: invented people of four sites with twelve teams each. */
function rosterRow(n: number): (string | number | null)[] {
  const name = `${'赵钱孙李周吴郑王'[n % 8]}${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${'子丑寅卯辰巳午未申酉戌亥'[n % 12]}`;
  const born = `19${60 + (n % 40)}-0${1 + (n % 9)}-1${n % 10}`;
  return [
    n + 1,
    name,
    inventedId(born, Math.floor(n / 40)),
    `139${String(n).padStart(8, '0')}`,
    `${1 + (n % 4)}号工地`,
    `第${1 + (n % 12)}班`,
    '普工',
    '群众',
    null
  ];
}

async function takeRoster(): Promise<Measured> {
  const file = await rosterFile(
    HEADERS,
    Array.from({ length: ROSTER_ROWS }, (_, n) => rosterRow(n))
  );
  const times: number[] = [];
  const steps: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const t = await openTestStation();
    try {
      const desk = await t.as('front_desk');
      const moments = [performance.now()];
      const { importId, columns } = await desk.people.import.open({ file, name: '花名册.xlsx' });
      moments.push(performance.now());
      const mapping = Object.fromEntries(columns.flatMap(({ field }, at) => (field ? [[field, at]] : [])));
      const policy = { known: 'update' as const, createOrganisations: true, onlyGoodRows: false };
      await desk.people.import.preview({ importId, mapping, policy });
      moments.push(performance.now());
      const { created } = await desk.people.import.apply({ commandId: cid(), importId, mapping, policy });
      moments.push(performance.now());
      if (created !== ROSTER_ROWS) throw new Error(`only ${created} people came in`);
      times.push(moments.at(-1)! - moments[0]!);
      steps.push(
        moments
          .slice(1)
          .map((end, at) => ((end - moments[at]!) / 1000).toFixed(1))
          .join(' + ')
      );
    } finally {
      await t.close();
    }
  }
  return within(times, ROSTER_MS, `open + preview + apply, s: ${steps.join('; ')}`);
}

export const peopleRows: Row[] = [
  { id: 'I1', name: `roster of ${ROSTER_ROWS} people taken in, of ${ROSTER_MS} ms`, unit: 'ms', budget: 1, own: true, run: takeRoster }
];
