import type { Party } from '../../../contract/mediation/case-records.ts';
import type { PaperData } from './data.ts';

/** Masks for names: 赵某 for `赵甲子`, 赵某2 for the second person with a surname, 某单位 for an organisation. */
function masks(parties: readonly Party[]): [string, string][] {
  const used = new Map<string, number>();
  const next = (mask: string) => {
    const n = (used.get(mask) ?? 0) + 1;
    used.set(mask, n);
    return n === 1 ? mask : `${mask}${n}`;
  };
  const found: [string, string][] = [];
  for (const party of parties) {
    found.push([party.name, next(party.kind === 'person' ? `${[...party.name][0] ?? ''}某` : '某单位')]);
    if (party.agent) found.push([party.agent.name, next(`${[...party.agent.name][0] ?? ''}某`)]);
    for (const number of [party.phone, party.idNumber, party.address, party.agent?.phone, party.agent?.idNumber])
      if (number) found.push([number, '＊＊＊']);
  }
  // Longer names first, because a name may contain another.
  return found.filter(([text]) => text !== '').sort(([a], [b]) => b.length - a.length);
}

/** The data of a paper with all names masked, and without numbers and addresses of the parties. */
export function redacted(data: PaperData, parties: readonly Party[]): PaperData {
  const list = masks(parties);
  const mask = (text: string): string => list.reduce((masked, [from, to]) => masked.replaceAll(from, to), text);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? mask(value)
        : Array.isArray(value)
          ? value.map((line) => Object.fromEntries(Object.entries(line).map(([name, text]) => [name, mask(text)])))
          : value
    ])
  );
}
