import { writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { openTestStation, PASSWORD } from '../fixtures/station.ts';

// Changes a vault's keys in every way there is, over and over, until it is killed:
// `vault-child <data folder> <mediator> <head> <the other's account id>`. After each change whose answer has come it says
// `<what> <password the mediator has now>`.

const [folder, name, headName, other] = process.argv.slice(2) as [string, string, string, string];
const t = await openTestStation({ dataFolder: folder });
const mediator = t.anonymous();
const head = t.anonymous();
await mediator.access.signIn({ name, password: process.env['VAULT_PASSWORD'] ?? PASSWORD });
await head.access.signIn({ name: headName, password: PASSWORD });
let password = process.env['VAULT_PASSWORD'] ?? PASSWORD;
const say = (what: string) => writeSync(1, `${what}\t${password}\n`);
const roles = async (given: ('mediator' | 'front_desk')[]) => {
  const account = (await head.access.accounts.list()).find((row) => row.id === Number(other))!;
  await head.access.accounts.update({
    commandId: randomUUID(),
    id: account.id,
    version: account.version,
    displayName: account.displayName,
    roles: given,
    active: true
  });
};
say('ready');
for (let i = 0; ; i += 1) {
  await mediator.vault.rotate({ commandId: randomUUID(), vault: 'mediation' });
  say('rotated');
  await mediator.drafts.save({ key: `mediation.round:${i}`, body: { content: `第${i}稿` } });
  const { waiting } = await mediator.vault.state({ vault: 'mediation' });
  if (waiting.some((one) => one.accountId === Number(other))) {
    await mediator.vault.admit({ commandId: randomUUID(), vault: 'mediation', accountId: Number(other) });
    say('admitted');
  }
  await roles(['front_desk']);
  say('removed');
  await roles(['mediator']);
  say('given back');
  if (i % 3 === 2) {
    const next = `tests only ${i}-${randomUUID().slice(0, 8)}`;
    // Either may be the one in force when the process is killed in between.
    writeSync(1, `changing\t${next}\n`);
    await mediator.access.changePassword({ current: password, next });
    password = next;
    say('changed');
  }
}
