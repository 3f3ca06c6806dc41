import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import {
  archiveOrganisationTx,
  createOrganisationTx,
  getOrganisation,
  moveOrganisationTx,
  organisationTree,
  updateOrganisationTx
} from './organisations.ts';

const os = implementer.organisations;

export const organisations = os.router({
  tree: os.tree.handler(({ context, input }) => organisationTree(context.station.db, input.archived)),
  get: os.get.handler(({ context, input }) => getOrganisation(context.station.db, input.id)),
  create: os.create.handler(({ context, input }) =>
    command(context, input, async (cmd) => ({ id: await createOrganisationTx(cmd, input) }))
  ),
  update: os.update.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await updateOrganisationTx(cmd, input);
      return {};
    })
  ),
  move: os.move.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await moveOrganisationTx(cmd, input);
      return {};
    })
  ),
  archive: os.archive.handler(({ context, input }) =>
    command(context, input, async (cmd) => {
      await archiveOrganisationTx(cmd, input);
      return {};
    })
  )
});
