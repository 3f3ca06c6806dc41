import { cleanCell, isFault, isNothing } from '../../../../contract/core/cell-text.ts';
import type { LeftOutReason } from '../../../../contract/people/people-import.ts';
import { checkMobile, kindOfNumber } from '../../../../contract/people/people-rules.ts';
import { headerKey, fieldOfHeader } from '../../../../contract/people/roster-headers.ts';

/** What tells a row of the template that only shows how to fill one in. */
export const EXAMPLE_WORDS = ['示例', '例', 'example'] as const;

const TOTAL =
  /^(本页|本表|总|共|累计|合)?(合计|小计|总计|共计|累计|总数|总人数|合计人数|人数)([:：]?\d*人?)?$|^共\d+人$|^(sub)?total\b|^sum$/i;
const SIGNED =
  /^(制表|填表|填报|编制|审核|复核|审批|批准|负责|经办|联系|项目经理|劳资专?员|班组长?|单位)?(人|单位|日期|时间|负责人|签字|签名|盖章|公章|（签字）|（盖章）|\(签字\)|\(盖章\))*([:：].*)?$/;
const SIGNED_WORD =
  /^(制表|填表|填报|编制|审核|复核|审批|批准|经办|盖章|签字|签名|公章)|^(负责人|联系人|日期|单位（?盖章）?|项目经理|劳资专?员|班组长签字?)[（(:：]|^(prepared|checked|approved) by\b/i;
const INSTRUCTION =
  /^(填表|填写|填报)?(说明|须知|要求|注意事项|注意|提示|备注|注|ps|note|notes)\d*[:：.、]|^(填表|填写|填报)(说明|须知|要求)|^\d+[、.．)）].{6,}[，。；,;]/i;
/** A name is not a sentence. */
const SENTENCE = /[，。；！？]|.{31,}/;

/** A row as texts: its name, what its mapped columns say besides, and all cells that say anything, from the left. */
export interface RowTexts {
  name: string;
  mapped: readonly string[];
  all: readonly string[];
  /** The header row's own words. */
  headers: readonly string[];
}

/**
 * Why a row is nobody; null if somebody may be meant. Whoever has a mobile or a document number is somebody, whatever else
 * the row says.
 */
export function whyLeftOut(row: RowTexts): LeftOutReason | null {
  const { name } = row;
  const all = row.all.filter((text) => text !== '');
  if (all.length === 0) return 'blank';
  if (isHeaderAgain(row)) return 'header';
  const first = all.find((text) => !/^\d+$/.test(text)) ?? '';
  if (EXAMPLE_WORDS.some((word) => all.some((text) => markedExample(text, word)))) return 'example';
  if (row.mapped.some((text) => checkMobile(text) !== null || kindOfNumber(text) !== null)) return null;
  const says = isNothing(name) || isFault(name) ? first : name;
  const compact = cleanCell(says).replace(/\s+/g, '');
  if (TOTAL.test(compact)) return 'total';
  if (SIGNED_WORD.test(compact) && (isNothing(name) || SIGNED.test(compact) || /[:：]/.test(compact))) return 'signature';
  if (INSTRUCTION.test(compact) || (row.mapped.every((text) => isNothing(text)) && SENTENCE.test(compact))) return 'instruction';
  const rest = [name, ...row.mapped].filter((text) => !isNothing(text));
  if (rest.length === 0) return 'blank';
  return rest.every((text) => isFault(text)) ? 'faults' : null;
}

/** 示例, 示例：张三, （例）: a word of its own, or with a colon or brackets. */
function markedExample(text: string, word: string): boolean {
  const plain = text.toLowerCase();
  return (
    plain === word ||
    plain === `（${word}）` ||
    plain === `(${word})` ||
    (word !== '例' && new RegExp(`^[（(]?${word}[:：)）]`).test(plain))
  );
}

/** The headers again, as they stand on the next page of a printed list. */
function isHeaderAgain(row: RowTexts): boolean {
  const name = headerKey(row.name);
  if (name === '' || fieldOfHeader(row.name) !== 'name') return false;
  const headers = new Set(row.headers.map(headerKey).filter((key) => key !== ''));
  const same = row.all.filter((text) => headers.has(headerKey(text)) || fieldOfHeader(text) !== null).length;
  return same >= Math.min(2, row.all.length);
}
