import { onVaultOpened } from '../../core/vault/opening.ts';
import { sealOf, type Seal } from '../../core/vault/seal.ts';
import { TEXT_MADE, textOf, type CaseText } from './refresh.ts';
import { bind } from './sealed.ts';
import type { Db } from '../../db/schema.ts';

/** Most opened texts in memory while the vault is open, those of the newest cases, about 5 KB each. Others are opened for each search. */
const KEPT = 12_000;
/** Texts opened before other work gets a turn; they take a few milliseconds. */
const AT_ONCE = 100;
const NAME = 'cases:texts';
const WARMING = 'cases:texts:warming';

type Kept = Map<number, { version: number; text: CaseText }>;

function keptOf(seal: Seal): Kept {
  let kept = seal.kept.get(NAME) as Kept | undefined;
  if (kept === undefined) seal.kept.set(NAME, (kept = new Map()));
  return kept;
}

/**
 * Passes the text of every case to `look`. Opened texts stay in memory until the keys go; a text is opened again only after a change of
 * its case.
 * @throws StationError VAULT_LOCKED when the vault is closed meanwhile
 */
export async function eachText(db: Db, seal: Seal, look: (caseId: number, text: CaseText) => void): Promise<void> {
  // If texts are being opened already, wait for them instead of opening them twice.
  await (seal.kept.get(WARMING) as Promise<void> | undefined);
  await openTexts(db, seal, look);
}

async function openTexts(db: Db, seal: Seal, look: (caseId: number, text: CaseText) => void): Promise<void> {
  const kept = keptOf(seal);
  const rows = await db.selectFrom('case_text').select(['case_id', 'version']).orderBy('case_id', 'desc').execute();
  const wanted: number[] = [];
  for (const row of rows) {
    const known = kept.get(row.case_id);
    if (known?.version === row.version) look(row.case_id, known.text);
    else wanted.push(row.case_id);
  }
  const newest = rows[Math.min(KEPT, rows.length) - 1]?.case_id ?? 0;
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    if (at > 0) await new Promise((resolve) => setImmediate(resolve));
    const sealed = await db
      .selectFrom('case_text')
      .selectAll()
      .where('case_id', 'in', wanted.slice(at, at + AT_ONCE))
      .execute();
    for (const row of sealed) {
      const sealedText = seal.open<CaseText>(row.body, bind.text(row.case_id));
      // A text of an earlier version may contain codes, so it is made again. The next command that writes into the case stores it.
      const text = sealedText.made === TEXT_MADE ? sealedText : await textOf(db, seal, row.case_id);
      if (row.case_id >= newest) kept.set(row.case_id, { version: row.version, text });
      look(row.case_id, text);
    }
  }
}

/** Opens the texts ahead of the first search, a few milliseconds at a time, until done or the vault closes. */
function warmTexts(db: Db, seal: Seal): void {
  if (seal.kept.has(WARMING)) return;
  seal.kept.set(
    WARMING,
    openTexts(db, seal, () => {}).catch(() => undefined)
  );
}

onVaultOpened((seat, vault) => {
  if (vault === 'mediation') warmTexts(seat.station.db, sealOf(seat, vault));
});
