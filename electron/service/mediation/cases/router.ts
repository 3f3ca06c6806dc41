import { implementer } from '../../core/implementer.ts';
import { sealOf, type Seal } from '../../core/vault/seal.ts';
import { command, type Command } from '../../core/command.ts';
import type { Context } from '../../core/context.ts';
import { dateOf } from '../../../contract/core/time.ts';
import { saveAgreementTx } from './agreement.ts';
import { board } from './board.ts';
import { createCaseTx, setPartiesTx, updateCaseTx } from './create.ts';
import { openCase } from './detail.ts';
import { employerCount } from './employers.ts';
import { addEvidence, readEvidence, removeEvidenceTx, updateEvidenceTx } from './evidence.ts';
import { identifyParty } from './identify.ts';
import { listCases } from './list.ts';
import { agreementOf } from './parts.ts';
import { conflictsFor } from './people.ts';
import { askRecusalTx, decideRecusalTx, setMediatorsTx } from './recusals.ts';
import { removeRecordTx, saveRecordTx } from './records.ts';
import { searchCases } from './search.ts';
import { caseStepTx, sideStepTx } from './steps.ts';
import { caseForChangeTx, changeCaseTx, readCase } from './store.ts';
import { listSubtypes, saveSubtypeTx } from './subtypes.ts';

const os = implementer.cases;

/** A command with the open mediation vault, which is demanded before anything is written. */
function sealedCommand<R>(context: Context, input: { commandId: string }, work: (cmd: Command, seal: Seal) => Promise<R>): Promise<R> {
  const seal = sealOf(context, 'mediation');
  return command(context, input, (cmd) => work(cmd, seal));
}

export const cases = os.router({
  list: os.list.handler(({ context, input }) => listCases(context, input)),
  search: os.search.handler(({ context, input }) => searchCases(context, input)),
  board: os.board.handler(({ context, input }) => board(context, input)),
  get: os.get.handler(({ context, input }) => openCase(context, input.id)),
  employer: os.employer.handler(({ context, input }) =>
    employerCount(context.station.db, sealOf(context, 'mediation'), dateOf(context.station.clock.now()), input.name)
  ),
  conflicts: os.conflicts.handler(({ context, input }) =>
    conflictsFor(context.station.db, sealOf(context, 'mediation'), input.mediatorIds, input.parties)
  ),
  identify: os.identify.handler(({ context, input }) => identifyParty(context, input.personId)),
  create: os.create.handler(({ context, input }) => sealedCommand(context, input, (cmd, seal) => createCaseTx(cmd, seal, input))),
  update: os.update.handler(({ context, input }) =>
    sealedCommand(context, input, async (cmd, seal) => updateCaseTx(cmd, seal, await caseForChangeTx(cmd, input), input))
  ),
  setParties: os.setParties.handler(({ context, input }) =>
    sealedCommand(context, input, async (cmd, seal) => {
      const row = await caseForChangeTx(cmd, input);
      const agreement = await agreementOf(cmd.tx, seal, row.id);
      return setPartiesTx(cmd, seal, row, input.parties, agreement?.body.signedBy.map((one) => one.partyId) ?? []);
    })
  ),
  setMediators: os.setMediators.handler(({ context, input }) =>
    sealedCommand(context, input, async (cmd, seal) => setMediatorsTx(cmd, seal, await caseForChangeTx(cmd, input), input))
  ),
  step: os.step.handler(async ({ context, input }) => {
    const answer = await sealedCommand(context, input, async (cmd, seal) =>
      caseStepTx(cmd, seal, await caseForChangeTx(cmd, input), input)
    );
    // Read outside the command, because the answer of a command is stored in plain text.
    return { ...answer, number: (await readCase(context.station.db, answer.id)).number };
  }),
  sideStep: os.sideStep.handler(({ context, input }) =>
    sealedCommand(context, input, async (cmd, seal) => sideStepTx(cmd, seal, await caseForChangeTx(cmd, input), input))
  ),
  setPrevented: os.setPrevented.handler(({ context, input }) =>
    sealedCommand(context, input, async (cmd) => {
      const row = await caseForChangeTx(cmd, input);
      const change = {
        crime_cases: input.crimeCases,
        crime_people: input.crimePeople,
        petition_cases: input.petitionCases,
        petition_people: input.petitionPeople
      };
      cmd.audit({ entity: 'case', entityId: row.id, after: change });
      return changeCaseTx(cmd, row, change);
    })
  ),
  records: {
    save: os.records.save.handler(({ context, input }) => sealedCommand(context, input, (cmd, seal) => saveRecordTx(cmd, seal, input))),
    remove: os.records.remove.handler(({ context, input }) =>
      sealedCommand(context, input, async (cmd, seal) => {
        await removeRecordTx(cmd, seal, input);
        return {};
      })
    )
  },
  evidence: {
    add: os.evidence.add.handler(({ context, input }) => addEvidence(context, input)),
    update: os.evidence.update.handler(({ context, input }) =>
      sealedCommand(context, input, (cmd, seal) => updateEvidenceTx(cmd, seal, input))
    ),
    read: os.evidence.read.handler(({ context, input }) => readEvidence(context, input.id)),
    remove: os.evidence.remove.handler(({ context, input }) =>
      sealedCommand(context, input, async (cmd, seal) => {
        await removeEvidenceTx(cmd, seal, input);
        return {};
      })
    )
  },
  saveAgreement: os.saveAgreement.handler(({ context, input }) =>
    sealedCommand(context, input, (cmd, seal) => saveAgreementTx(cmd, seal, input))
  ),
  recusals: {
    ask: os.recusals.ask.handler(({ context, input }) =>
      sealedCommand(context, input, async (cmd, seal) => ({ id: await askRecusalTx(cmd, seal, input) }))
    ),
    decide: os.recusals.decide.handler(({ context, input }) =>
      sealedCommand(context, input, async (cmd, seal) => {
        await decideRecusalTx(cmd, seal, input);
        return {};
      })
    )
  },
  subtypes: {
    list: os.subtypes.list.handler(({ context }) => listSubtypes(context.station.db)),
    save: os.subtypes.save.handler(({ context, input }) => command(context, input, (cmd) => saveSubtypeTx(cmd, input)))
  }
});
