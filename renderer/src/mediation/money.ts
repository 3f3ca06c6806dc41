/** Money is kept in fen and written in yuan. */

/** 1234.50 of fen, with thousands separated: 12,345.6 → `12,345.60`; whole yuan without decimals. */
export function yuanOf(fen: number): string {
  const yuan = Math.trunc(fen / 100);
  const rest = fen % 100;
  return `${yuan.toLocaleString('en-US')}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

const WIDE: Record<string, string> = { '，': '', ',': '', '．': '.', '。': '.', '￥': '', '¥': '', 元: '' };

/**
 * Fen of an amount as it is typed: `1,234.5`, `１２３４元`, `3.2万`. Empty is 0.
 * @param most largest amount, fen
 * @returns null when it is not an amount, has more than two decimals (with 万: six) or is over the limit
 */
export function parseYuan(text: string, most = Number.MAX_SAFE_INTEGER): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[，,．。￥¥元]/g, (c) => WIDE[c] ?? '');
  if (plain === '') return 0;
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?(万)?$/.exec(plain);
  if (!match) return null;
  const [, whole = '', decimals = '', tenThousand] = match;
  const places = tenThousand ? 6 : 2;
  if (decimals.length > places) return null;
  // Computed in whole numbers, because 0.07 yuan must be 7 fen, not 7.000000000000001.
  const fen = BigInt(whole) * 10n ** BigInt(places) + BigInt(decimals.padEnd(places, '0') || '0');
  return fen > BigInt(most) ? null : Number(fen);
}
