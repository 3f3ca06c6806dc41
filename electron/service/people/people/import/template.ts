import { ROSTER_FIELDS, type RosterField } from '../../../../contract/people/people-import.ts';
import { writeWorkbook } from '../../../core/documents/excel.ts';
import { DOCUMENT_WORDS, FIELD_WORDS, POLITICAL_WORDS, SEX_WORDS, SHEET_WORDS, sheetWord, type SheetLanguage } from '../labels.ts';

const wordsOf = (words: Record<string, string[]>, language: SheetLanguage): string[] =>
  Object.values(words).map((all) => all[language === 'en' ? 1 : 0] ?? '');

/** Nobody's numbers: the region is none. The first cell says that the row is an example, and no import takes it in. */
const EXAMPLE: Record<RosterField, [string, string]> = {
  name: ['示例：张三', 'Example: Zhang San'],
  sex: ['男', 'male'],
  birthDate: ['1990-01-01', '1990-01-01'],
  documentKind: ['居民身份证', 'ID card'],
  documentNumber: ['330000199001010011', '330000199001010011'],
  mobile: ['13900000000', '13900000000'],
  organisation: ['示范园区/示范企业/示范项目', 'Example park/Example company/Example site'],
  team: ['钢筋一班', 'Team 1'],
  trade: ['钢筋工', 'Steel fixer'],
  politicalStatus: ['群众', 'none of these'],
  emergencyName: ['李四', 'Li Si'],
  emergencyPhone: ['13800000000', '13800000000'],
  notes: ['', '']
};

/** An empty roster: headers that an import knows, an example, and lists of the words that some columns take. */
export async function rosterTemplate(language: SheetLanguage): Promise<{ name: string; file: Blob }> {
  const choices: Partial<Record<RosterField, string[]>> = {
    sex: wordsOf(SEX_WORDS, language),
    documentKind: wordsOf(DOCUMENT_WORDS, language),
    politicalStatus: wordsOf(POLITICAL_WORDS, language)
  };
  const widths: Partial<Record<RosterField, number>> = {
    name: 20,
    documentNumber: 22,
    organisation: 36,
    mobile: 15,
    documentKind: 20,
    notes: 30
  };
  const bytes = await writeWorkbook([
    {
      name: sheetWord(SHEET_WORDS.people, language),
      columns: ROSTER_FIELDS.map((field) => ({
        header: sheetWord(FIELD_WORDS[field], language),
        width: widths[field] ?? 14,
        ...(choices[field] ? { choices: choices[field] } : {})
      })),
      rows: [ROSTER_FIELDS.map((field) => EXAMPLE[field][language === 'en' ? 1 : 0])]
    }
  ]);
  return { name: `${sheetWord(SHEET_WORDS.template, language)}.xlsx`, file: new Blob([bytes as BlobPart]) };
}
