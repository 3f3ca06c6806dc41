import { inflateRawSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAPERS } from '../../../electron/contract/mediation/case-paper-rules.ts';
import { FORMS } from '../../../electron/service/mediation/case-papers/forms.ts';
import { sampleOf } from '../../../electron/service/mediation/case-papers/template.ts';
import { CASE_TEMPLATES } from '../../../electron/service/mediation/case-papers/templates.ts';
import { PAPER_TITLES } from '../../../electron/service/mediation/case-papers/words.ts';
import { fillDocument } from '../../../electron/service/core/templates/store.ts';
import { openCaseStation, SECRETS, type CaseStation } from '../../fixtures/cases.ts';
import { cid, codeOf, errorOf } from '../../fixtures/station.ts';

let t: CaseStation;
beforeEach(async () => {
  t = await openCaseStation();
  await t.head.mediators.changeSettings({
    commandId: cid(),
    settings: { committee: '虚构街道人民调解委员会', kind: 'studio', studio: '红色邻里站人民调解工作室' }
  });
});
afterEach(() => t.close());
const papers = () => t.mediator.client.casePapers;

/** A file of a zip archive as text; the test reads the format itself, not with the library that wrote it. */
function unzip(bytes: Buffer, name: string): string {
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) !== name) continue;
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    return (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString('utf8');
  }
  throw new Error(`no ${name}`);
}
/** The .docx of a volume's archive, by name, in order. */
async function volumeOf(file: Blob): Promise<[string, string][]> {
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  return Object.entries(files).map(([name, bytes]) => [name, wordsOf(bytes)]);
}
const wordsOf = (bytes: Uint8Array) =>
  unzip(Buffer.from(bytes), 'word/document.xml')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '');
const wordsOfFile = async (file: Blob) => wordsOf(new Uint8Array(await file.arrayBuffer()));

describe('the forms', () => {
  it.each(PAPERS)('%s: its template takes every value of the form and leaves no tag behind', async (paper) => {
    const words = wordsOf(await fillDocument(t.station, CASE_TEMPLATES, paper, sampleOf(paper)));
    expect(words).toContain(FORMS[paper].title);
    expect(words).not.toMatch(/[{}]/);
    for (const block of FORMS[paper].blocks)
      if (block.kind === 'fields') for (const { label } of block.lines.flat()) expect(words).toContain(label);
  });
});

describe('the papers of a wage case', () => {
  let id: number;
  beforeEach(async () => {
    ({ id } = await t.wageCase());
    await t.toAgreement(id);
  });

  it('the agreement has parties, items and instalments, in the preview and in the .docx alike', async () => {
    const page = await papers().preview({ caseId: id, paper: 'agreement' });
    const shown = JSON.stringify(page.blocks);
    // Addresses and ID numbers of ten workers are not known: each is named, none is invented.
    expect(page.missing.filter((one) => one.of === 'party' && one.field === 'idNumber').length).toBe(10);
    expect(await errorOf(papers().docx({ caseId: id, paper: 'agreement' }))).toMatchObject({ code: 'CASE_PAPER_INCOMPLETE' });
    const words = await wordsOfFile((await papers().docx({ caseId: id, paper: 'agreement', draft: true })).file);
    // The seal is the committee's, though a studio of its mediated (人民调解法 §29).
    for (const text of [
      SECRETS.worker,
      SECRETS.employer,
      SECRETS.item,
      '66,000.00',
      '2026年11月30日',
      '（2026）人民调字第1号',
      '虚构街道人民调解委员会'
    ]) {
      expect(words, text).toContain(text);
      if (!text.startsWith('（')) expect(shown, text).toContain(text);
    }
    expect(page.number).toBe('（2026）人民调字第1号');
    expect(page.blocks).toContainEqual(expect.objectContaining({ kind: 'seal', name: '虚构街道人民调解委员会' }));
    expect(words).not.toMatch(/[{}]/);
  });

  it('says which fields a paper lacks, and asks for none that is there', async () => {
    expect((await papers().preview({ caseId: id, paper: 'register' })).missing.filter((one) => one.of !== 'party')).toEqual([]);
    expect((await papers().preview({ caseId: id, paper: 'closing_report' })).missing).toMatchObject([{ field: 'report', of: 'record' }]);
    expect((await papers().preview({ caseId: id, paper: 'confirmation_application' })).missing.map((one) => one.field)).toEqual(
      expect.arrayContaining(['effectiveOn', 'office'])
    );
    await t.head.mediators.changeSettings({ commandId: cid(), settings: { committee: '' } });
    expect((await papers().preview({ caseId: id, paper: 'cover' })).missing).toMatchObject([{ field: 'committee', of: 'settings' }]);
  });

  it('one for each round, and none for a record of another kind', async () => {
    const list = await papers().list({ caseId: id });
    const rounds = list.filter((one) => one.paper === 'mediation_record');
    expect(rounds.length).toBe(3);
    const words = await wordsOfFile(
      (await papers().docx({ caseId: id, paper: 'mediation_record', recordId: rounds[2]!.recordId, draft: true })).file
    );
    expect(words).toContain('第3次');
    expect(words).toContain('达成调解协议');
    expect(await codeOf(papers().preview({ caseId: id, paper: 'mediation_record' }))).toBe('INVALID');
    expect(await codeOf(papers().preview({ caseId: id, paper: 'visit_record', recordId: rounds[0]!.recordId }))).toBe('NOT_FOUND');
  });

  it('names can be masked wherever they stand', async () => {
    const words = (await volumeOf((await papers().volumeDocx({ caseId: id, redact: true })).file))
      .map(([name, text]) => name + text)
      .join('\n');
    expect(words).toContain('冯某');
    for (const secret of [SECRETS.worker, SECRETS.employer, SECRETS.phone, SECRETS.idNumber]) expect(words, secret).not.toContain(secret);
    expect(words).toContain(SECRETS.item);
  });

  it('the whole file in order: what is filed and what has to be, with the pages that were laid out', async () => {
    await papers().file({ commandId: cid(), caseId: id, paper: 'application', pages: 2 });
    await papers().file({ commandId: cid(), caseId: id, paper: 'identity', pages: 11 });
    const volume = await papers().volume({ caseId: id });
    const order = volume.papers.map((page) => PAPERS.indexOf(page.paper));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(volume.papers.map((page) => page.paper)).not.toContain('confirmation_application');
    // Enclosures are counted where they lie, though no form is printed for them.
    expect(volume.papers.map((page) => page.paper)).not.toContain('identity');
    expect(volume.lines.map((line) => line.paper)).toContain('identity');
    const laidOut = volume.papers.map(({ paper, recordId }) => ({
      paper,
      recordId,
      pages: paper === 'register' ? 4 : paper === 'application' ? 1 : 2
    }));
    const again = await papers().volume({ caseId: id, laidOut });
    const rows = again.papers.find((page) => page.paper === 'index')!.blocks[0];
    expect(rows).toMatchObject({
      rows: [
        ['1', '人民调解申请书', '1–2', ''],
        ['2', '人民调解受理登记表', '3–6', ''],
        ['3', '人民调解权利义务告知书', '7–8', ''],
        ['4', '当事人身份证明', '9–19', ''],
        ...Array.from({ length: again.lines.length - 7 }, () => expect.anything())
      ]
    });
    expect(JSON.stringify(again.papers.find((page) => page.paper === 'back_cover')!.blocks)).toContain(String(again.pages));
    // It does not say that all is there while it is not.
    expect(JSON.stringify(again.papers.find((page) => page.paper === 'volume_note')!.blocks)).toContain('尚缺');
  });

  it('the whole file as Word: each paper from its template as the station has it, numbered in order', async () => {
    const other = await papers().templates.get({ paper: 'back_cover' });
    await papers().templates.put({ commandId: cid(), paper: 'cover', file: other.file });
    const { papers: pages, lines } = await papers().volume({ caseId: id });
    const laidOut = pages.map(({ paper, recordId }) => ({
      paper,
      recordId,
      pages: paper === 'application' ? 3 : paper === 'register' ? 4 : 1
    }));
    const made = await papers().volumeDocx({ caseId: id, laidOut });
    expect(made.name).toBe('人民调解卷宗 （2026）人民调字第1号.zip');
    const files = await volumeOf(made.file);
    expect(files[0]![0]).toBe('01 人民调解卷宗.docx');
    expect(files[0]![1]).toContain('本卷宗连面带底共');
    expect(files[1]![0]).toBe('02 卷内目录.docx');
    // Its index names every paper, whether it was filed or not, by the pages that the PDF has.
    expect(files[1]![1].replace(/\s/g, '')).toMatch(/人民调解申请书1–3.*人民调解受理登记表4–7.*人民调解权利义务告知书8/);
    for (const { paper } of lines.filter((line) => !['cover', 'index', 'back_cover'].includes(line.paper)))
      expect(files[1]![1]).toContain(PAPER_TITLES[paper]);
    expect(files.map(([name]) => name.replace(/^\d+ /, ''))).toEqual(
      expect.arrayContaining(['人民调解记录 1.docx', '人民调解记录 3.docx', '人民调解协议书.docx', '封底.docx'])
    );
    for (const [name, words] of files) expect(words, name).not.toMatch(/[{}]/);
    expect(files.find(([name]) => name.includes('协议书'))![1]).toContain(SECRETS.item);
  });

  it('a template that the station has changed is used; a broken one is refused and can be put back', async () => {
    const [template] = (await papers().templates.list()).filter((one) => one.paper === 'cover');
    expect(template).toMatchObject({ name: '人民调解卷宗.docx', changed: false });
    const other = await papers().templates.get({ paper: 'back_cover' });
    await papers().templates.put({ commandId: cid(), paper: 'cover', file: other.file });
    expect((await papers().templates.list()).find((one) => one.paper === 'cover')!.changed).toBe(true);
    expect(await wordsOfFile((await papers().docx({ caseId: id, paper: 'cover', draft: true })).file)).toContain('本卷宗连面带底共');
    expect(await codeOf(papers().templates.put({ commandId: cid(), paper: 'cover', file: new Blob(['no Word file']) }))).toBe(
      'TEMPLATE_BROKEN'
    );
    await papers().templates.reset({ commandId: cid(), paper: 'cover' });
    expect(await wordsOfFile((await papers().docx({ caseId: id, paper: 'cover', draft: true })).file)).toContain('保管期限');
  });

  it('printing and looking are audited, by code and number alone', async () => {
    await papers().preview({ caseId: id, paper: 'agreement' });
    await papers().printed({ commandId: cid(), caseId: id, papers: [{ paper: 'agreement', recordId: null, pages: 4 }], how: 'pdf' });
    const { rows } = await t.head.audit.list({ entity: 'case', entityId: String(id) });
    expect(rows[0]).toMatchObject({ action: 'casePapers.printed', after: { how: 'pdf', papers: [{ paper: 'agreement', pages: 4 }] } });
    expect(rows[1]).toMatchObject({ action: 'casePapers.preview', after: { paper: 'agreement' } });
    expect(JSON.stringify(rows)).not.toContain(SECRETS.worker);
  });
});
