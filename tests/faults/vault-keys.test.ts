import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { verifyChain } from '../../electron/service/core/audit/chain.ts';
import { openTestStation, PASSWORD } from '../fixtures/station.ts';
import { admitted, seat, sitDown, withVault, type Seated } from '../fixtures/vault.ts';
import { bundle } from './build.ts';
import { randomFrom } from './script.ts';

// A kill during a new key, an admission, a removal or a change of password: the vault opens in its old or its new state, to exactly
// its members, and no sealed data are lost.

const ROUNDS = Number(process.env['FAULTS_ROUNDS'] ?? 12);
const vault = 'mediation';
let program: string;
beforeAll(async () => {
  program = await bundle('vault-child');
});

async function workUntilKilled(args: string[], password: string, ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VAULT_PASSWORD: password }
  });
  let said = '';
  let errors = '';
  let begun = false;
  child.stderr.on('data', (text) => (errors += text));
  child.stdout.on('data', (text) => {
    said += text;
    if (!begun && said.includes('rotated')) {
      begun = true;
      setTimeout(() => child.kill('SIGKILL'), ms);
    }
  });
  expect(await new Promise((resolve) => child.once('close', (_code, by) => resolve(by))), errors).toBe('SIGKILL');
  return said.split('\n').slice(0, -1);
}

it('a vault whose keys are changed while the service is killed opens with the old or the new key, and loses nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'station-vault-faults-'));
  const t = await openTestStation({ dataFolder: folder });
  const one = await withVault(t);
  const head = await seat(t, 'head');
  const two = await admitted(t, one);
  const { code } = one;
  const sealed = [one.seal().seal('sealed before everything', 'x')];
  const random = randomFrom(5);
  let passwords = [PASSWORD];
  let changes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await t.reopen(async () => {
      const said = (await workUntilKilled([folder, one.name, head.name, String(two.id)], passwords[0]!, random() * 120)).map((line) =>
        line.split('\t')
      );
      changes += said.length - 1;
      const [last, password] = said.at(-1)!;
      // Killed while it was being changed: the old one or the new one.
      passwords = last === 'changing' ? [said.at(-2)![1]!, password!] : [password!];
    });
    expect(verifyChain(t.station.sqlite)).toMatchObject({ ok: true });
    expect(t.station.sqlite.pragma('foreign_key_check')).toEqual([]);
    let mine: Seated | undefined;
    for (const password of passwords)
      mine ??= await sitDown(t, one.id, one.name, password).then(
        (seated) => ((passwords = [password]), seated),
        () => undefined
      );
    // Whoever is in has every generation, and so has the recovery sheet; whoever is not has none.
    const generations = (
      t.station.sqlite.prepare('select generation from vault_generation where vault = ? order by 1').pluck().all(vault) as number[]
    ).join();
    const state = await mine!.client.vault.state({ vault });
    expect(state.state).toBe('open');
    const wraps = t.station.sqlite
      .prepare(
        `select coalesce(p.account_id, 0) as account, group_concat(w.generation) as held from (select * from vault_wrap where vault = ? order by generation) w join vault_key_pair p on p.id = w.key_pair_id group by 1`
      )
      .all(vault) as { account: number; held: string }[];
    expect(
      wraps.every((row) => row.held === generations),
      JSON.stringify(wraps)
    ).toBe(true);
    expect(wraps.map((row) => row.account).sort()).toEqual([0, ...state.admitted.map((row) => row.accountId)].sort());
    for (const value of sealed) expect(mine!.seal().open(value, 'x')).toContain('sealed');
    sealed.push(mine!.seal().seal(`sealed after death ${round}`, 'x'));
    const other = await sitDown(t, two.id, two.name);
    const isIn = state.admitted.some((row) => row.accountId === two.id);
    if (isIn) for (const value of sealed) expect(other.seal().open(value, 'x')).toContain('sealed');
    else expect(() => other.seal()).toThrow();
  }
  // The sheet printed on the first day opens all of it still.
  const third = await seat(t, 'mediator');
  await third.client.vault.recover({ commandId: crypto.randomUUID(), vault, code, password: PASSWORD });
  for (const value of sealed) expect(third.seal().open(value, 'x')).toContain('sealed');
  expect(changes).toBeGreaterThan(ROUNDS * 2);
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});
