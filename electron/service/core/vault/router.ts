import { implementer } from '../implementer.ts';
import { confirmPassword } from '../access/sessions.ts';
import { admit, createVault, rotate } from './members.ts';
import { openVaults } from './opening.ts';
import { confirmRecovery, recover, renewRecovery } from './recovery.ts';
import { vaultState } from './state.ts';

const os = implementer.vault;

export const vault = os.router({
  state: os.state.handler(({ context, input }) => vaultState(context, input.vault)),
  open: os.open.handler(async ({ context, input }) => {
    await confirmPassword(context, input.password);
    await openVaults(context, input.password);
    return {};
  }),
  create: os.create.handler(({ context, input }) => createVault(context, input)),
  admit: os.admit.handler(async ({ context, input }) => {
    await admit(context, input);
    return {};
  }),
  rotate: os.rotate.handler(({ context, input }) => rotate(context, input)),
  renewRecovery: os.renewRecovery.handler(({ context, input }) => renewRecovery(context, input)),
  confirmRecovery: os.confirmRecovery.handler(async ({ context, input }) => {
    await confirmRecovery(context, input);
    return {};
  }),
  recover: os.recover.handler(async ({ context, input }) => {
    await recover(context, input);
    return {};
  })
});
