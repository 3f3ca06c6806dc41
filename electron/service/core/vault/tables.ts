import type { Generated } from 'kysely';

export interface VaultTable {
  name: string;
  created_at: number;
}

/** X25519 key pair of an account, or of the recovery sheet of a vault. */
export interface VaultKeyPairTable {
  id: Generated<number>;
  account_id: number | null;
  recovery_of: string | null;
  public_key: Buffer;
  /** Wrapped by a key that scrypt derives from the password or the recovery code. */
  private_key: Buffer;
  salt: Buffer;
  /** scrypt's N. */
  cost: number;
  made_at: number;
  made_by: number | null;
  /** When somebody typed back the code of a recovery sheet, UTC ms. */
  confirmed_at: number | null;
}

export interface VaultGenerationTable {
  vault: string;
  generation: number;
  reason: string;
  made_at: number;
  made_by: number | null;
}

/** A vault's key of one generation, sealed to a public key. */
export interface VaultWrapTable {
  vault: string;
  generation: number;
  key_pair_id: number;
  sealed_key: Buffer;
  made_at: number;
  made_by: number | null;
}

export interface SealedDraftTable {
  account_id: number;
  key: string;
  vault: string;
  body: Buffer;
  saved_at: number;
}

export interface VaultTables {
  vault: VaultTable;
  vault_key_pair: VaultKeyPairTable;
  vault_generation: VaultGenerationTable;
  vault_wrap: VaultWrapTable;
  sealed_draft: SealedDraftTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends VaultTables {}
}
