import { unnumberedCommand } from '../command.ts';
import { implementer } from '../implementer.ts';
import { listBackups, makeBackup, readBackup } from './backup.ts';

const os = implementer.backup;

export const backup = os.router({
  list: os.list.handler(({ context }) => listBackups(context.station)),
  make: os.make.handler(async ({ context }) => {
    const made = await makeBackup(context.station);
    context.station.warnings.backupFailedAt = null;
    context.station.changes.publish(['warnings']);
    await unnumberedCommand(context, async (cmd) => {
      cmd.audit({ entity: 'backup', entityId: made.name, after: { bytes: made.bytes } });
      cmd.changed('backup');
    });
    return made;
  }),
  read: os.read.handler(async ({ context, input }) => {
    const copy = await readBackup(context.station, input.name);
    await unnumberedCommand(context, async (cmd) => cmd.audit({ entity: 'backup', entityId: input.name }));
    return copy;
  })
});
