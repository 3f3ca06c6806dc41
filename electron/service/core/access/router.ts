import { implementer } from '../implementer.ts';
import { command } from '../command.ts';
import { changePassword, createAccountTx, listAccounts, prepareAccount, resetPassword, updateAccount } from './accounts.ts';
import { lock, resume, signIn, signOut, unlock } from './sessions.ts';

const os = implementer.access;

export const access = os.router({
  signIn: os.signIn.handler(({ context, input }) => signIn(context, input.name, input.password)),
  resume: os.resume.handler(({ context, input }) => resume(context, input.token)),
  signOut: os.signOut.handler(async ({ context }) => {
    await signOut(context);
    return {};
  }),
  lock: os.lock.handler(async ({ context }) => {
    await lock(context);
    return {};
  }),
  unlock: os.unlock.handler(({ context, input }) => unlock(context, input.password)),
  changePassword: os.changePassword.handler(async ({ context, input }) => {
    await changePassword(context, input);
    return {};
  }),
  accounts: {
    list: os.accounts.list.handler(({ context }) => listAccounts(context)),
    create: os.accounts.create.handler(async ({ context, input }) => {
      const prepared = await prepareAccount(context.station, input);
      return command(context, input, async (cmd) => ({ id: await createAccountTx(cmd, prepared) }));
    }),
    update: os.accounts.update.handler(async ({ context, input }) => {
      await updateAccount(context, input);
      return {};
    }),
    resetPassword: os.accounts.resetPassword.handler(async ({ context, input }) => {
      await resetPassword(context, input);
      return {};
    })
  }
});
