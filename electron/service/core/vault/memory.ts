import type { VaultName } from '../../../contract/core/vault.ts';
import type { Context, PortSession, Station } from '../context.ts';

/** The keys of a vault that is open at a port. */
export class Ring {
  readonly vault: VaultName;
  readonly accountId: number;
  /** Unsealed data kept while the vault is open, such as a search index. */
  readonly kept = new Map<string, unknown>();
  private readonly keys = new Map<number, Buffer>();
  private newest = 0;

  constructor(vault: VaultName, accountId: number) {
    this.vault = vault;
    this.accountId = accountId;
  }

  get generation(): number {
    return this.newest;
  }

  get isOpen(): boolean {
    return this.keys.size > 0;
  }

  /** Takes the key over and zeroes it with the ring. */
  add(generation: number, key: Buffer): void {
    this.keys.set(generation, key);
    this.newest = Math.max(this.newest, generation);
  }

  keyOf(generation: number): Buffer | undefined {
    return this.keys.get(generation);
  }

  entries(): [number, Buffer][] {
    return [...this.keys];
  }

  wipe(): void {
    for (const key of this.keys.values()) key.fill(0);
    this.keys.clear();
    this.kept.clear();
    this.newest = 0;
  }
}

/** The state of vaults that only memory holds. */
interface Memory {
  rings: Map<PortSession, Map<VaultName, Ring>>;
  /** Vaults to which the operator of a port is not admitted, as their password showed. */
  refused: Map<PortSession, Set<VaultName>>;
  /** Newest generation that this service made; a ring without it must not seal. */
  newest: Map<VaultName, number>;
}

const memories = new WeakMap<Station, Memory>();

function memoryOf(station: Station): Memory {
  let memory = memories.get(station);
  if (!memory) memories.set(station, (memory = { rings: new Map(), refused: new Map(), newest: new Map() }));
  return memory;
}

type Seat = Pick<Context, 'station' | 'session'>;

/** The open ring of the operator at the port, if there is one. */
export function ringAt({ station, session }: Seat, vault: VaultName): Ring | undefined {
  const memory = memoryOf(station);
  const ring = memory.rings.get(session)?.get(vault);
  if (!ring?.isOpen || session.locked || session.operator?.id !== ring.accountId) return undefined;
  return ring.generation < (memory.newest.get(vault) ?? 0) ? undefined : ring;
}

/** Gives an opened ring to a port and replaces the ring before. */
export function putRing({ station, session }: Seat, ring: Ring): void {
  const { rings, refused } = memoryOf(station);
  let held = rings.get(session);
  if (!held) rings.set(session, (held = new Map()));
  held.get(ring.vault)?.wipe();
  held.set(ring.vault, ring);
  refused.get(session)?.delete(ring.vault);
}

export function noteRefused({ station, session }: Seat, vault: VaultName): void {
  const { refused } = memoryOf(station);
  refused.set(session, (refused.get(session) ?? new Set()).add(vault));
}

export function isRefused({ station, session }: Seat, vault: VaultName): boolean {
  return memoryOf(station).refused.get(session)?.has(vault) ?? false;
}

/** Forgets the refusal of an account that was admitted, so that its windows ask for the password. */
export function forgetRefused(station: Station, accountId: number, vault: VaultName): void {
  for (const [session, vaults] of memoryOf(station).refused) if (session.operator?.id === accountId) vaults.delete(vault);
}

/** Zeroes every key held for a port: at sign-out, at locking, when another operator signs in, when the window ends. */
export function wipePort({ station, session }: Seat): void {
  const { rings, refused } = memoryOf(station);
  for (const ring of rings.get(session)?.values() ?? []) ring.wipe();
  rings.delete(session);
  refused.delete(session);
}

/** Zeroes every key held for an account at any port, of one vault or of all. */
export function wipeAccount(station: Station, accountId: number, vault?: VaultName): void {
  for (const held of memoryOf(station).rings.values()) {
    for (const ring of held.values()) {
      if (ring.accountId === accountId && (vault === undefined || ring.vault === vault)) ring.wipe();
    }
  }
}

/** Zeroes every key when the service ends. */
export function wipeAll(station: Station): void {
  for (const held of memoryOf(station).rings.values()) for (const ring of held.values()) ring.wipe();
  memories.delete(station);
}

/** Copies a new key to the open rings of its recipients. Rings of others seal nothing from now on. */
export function spreadKey(station: Station, vault: VaultName, generation: number, key: Buffer, accountIds: ReadonlySet<number>): void {
  const memory = memoryOf(station);
  memory.newest.set(vault, Math.max(generation, memory.newest.get(vault) ?? 0));
  for (const held of memory.rings.values()) {
    const ring = held.get(vault);
    if (ring?.isOpen && accountIds.has(ring.accountId)) ring.add(generation, Buffer.from(key));
  }
}
