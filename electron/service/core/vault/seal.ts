import type { VaultName } from '../../../contract/core/vault.ts';
import type { Context } from '../context.ts';
import { StationError } from '../errors.ts';
import { demandRing } from './demand.ts';
import type { Ring } from './memory.ts';
import { atOnce, generationOf, inTurns, opening, sealing, type SealedKind } from './sealed.ts';

export type { VaultName };

/**
 * Seals and opens the values of one area. `bind` names the place of a value, such as `case:12:facts`. It is authenticated, so a value
 * opens in its own place only. It may be shown and logged, so it must hold no secret.
 *
 * A Seal lasts for one call. When the vault is locked meanwhile, every method throws VAULT_LOCKED.
 */
export interface Seal {
  /** AES-256-GCM over the JSON of a value. */
  seal(value: unknown, bind: string): Uint8Array<ArrayBuffer>;
  /** @throws StationError SEAL_BROKEN */
  open<T>(sealed: Uint8Array, bind: string): T;
  /** For up to a megabyte or two; a megabyte takes about a millisecond. */
  sealBytes(bytes: Uint8Array, bind: string): Uint8Array<ArrayBuffer>;
  /** @throws StationError SEAL_BROKEN */
  openBytes(sealed: Uint8Array, bind: string): Uint8Array<ArrayBuffer>;
  /** As `sealBytes`, for files of any size; other work gets a turn after every megabyte. `openBytes` opens it too. */
  sealFile(bytes: Uint8Array, bind: string): Promise<Uint8Array<ArrayBuffer>>;
  /** @throws StationError SEAL_BROKEN */
  openFile(sealed: Uint8Array, bind: string): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Unsealed data to keep while the vault is open at this window, such as a search index. Emptied with the keys. It is the only place
   * where unsealed data may outlast a call.
   */
  readonly kept: Map<string, unknown>;
}

class RingSeal implements Seal {
  private readonly ring: Ring;
  constructor(ring: Ring) {
    this.ring = ring;
  }

  get kept(): Map<string, unknown> {
    this.demandOpen();
    return this.ring.kept;
  }

  private readonly demandOpen = (): void => {
    if (!this.ring.isOpen) throw new StationError('VAULT_LOCKED', { vault: this.ring.vault });
  };

  private sealingOf(bytes: Uint8Array, kind: SealedKind, bind: string) {
    this.demandOpen();
    const { vault, generation } = this.ring;
    return sealing(this.ring.keyOf(generation) as Buffer, generation, bytes, { vault, kind, bind });
  }

  private openingOf(sealed: Uint8Array, kind: SealedKind, bind: string) {
    this.demandOpen();
    const key = this.ring.keyOf(generationOf(sealed, bind));
    if (!key) throw new StationError('SEAL_BROKEN', { record: bind });
    return opening(key, sealed, { vault: this.ring.vault, kind, bind });
  }

  seal(value: unknown, bind: string) {
    return atOnce(this.sealingOf(Buffer.from(JSON.stringify(value) ?? 'null', 'utf8'), 'json', bind));
  }

  open<T>(sealed: Uint8Array, bind: string): T {
    const bytes = atOnce(this.openingOf(sealed, 'json', bind));
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) as T;
  }

  sealBytes(bytes: Uint8Array, bind: string) {
    return atOnce(this.sealingOf(bytes, 'bytes', bind));
  }

  openBytes(sealed: Uint8Array, bind: string) {
    return atOnce(this.openingOf(sealed, 'bytes', bind));
  }

  sealFile(bytes: Uint8Array, bind: string) {
    return inTurns(this.sealingOf(bytes, 'bytes', bind), this.demandOpen);
  }

  openFile(sealed: Uint8Array, bind: string) {
    return inTurns(this.openingOf(sealed, 'bytes', bind), this.demandOpen);
  }
}

/** The open vault of the operator. @throws StationError VAULT_LOCKED, VAULT_NOT_ADMITTED */
export function sealOf(context: Pick<Context, 'station' | 'session'>, vault: VaultName): Seal {
  return new RingSeal(demandRing(context, vault));
}
