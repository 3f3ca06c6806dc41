import { allows } from '../../../contract/core/permissions.ts';
import { implementer } from '../../core/implementer.ts';
import { mayReveal } from '../../people/people/may-reveal.ts';
import { archiveChoice, createChoice, listChoices, updateChoice } from './choices.ts';
import { exportVolunteers } from './export.ts';
import { getVolunteer, listTeams, listVolunteers, scanVolunteer, searchVolunteers, volunteerOfPerson } from './read.ts';
import { register, revealGuardian, stepVolunteer, updateVolunteer } from './write.ts';

const os = implementer.volunteers;

export const volunteers = os.router({
  choices: {
    list: os.choices.list.handler(({ context, input }) => listChoices(context.station.db, input)),
    create: os.choices.create.handler(({ context, input }) => createChoice(context, input)),
    update: os.choices.update.handler(({ context, input }) => updateChoice(context, input)),
    archive: os.choices.archive.handler(({ context, input }) => archiveChoice(context, input))
  },
  list: os.list.handler(({ context, input }) => listVolunteers(context, input)),
  search: os.search.handler(({ context, input }) => searchVolunteers(context.station.db, input.query, input.limit, mayReveal(context))),
  scan: os.scan.handler(({ context, input }) => scanVolunteer(context.station.db, input.code, mayReveal(context))),
  // Only operators who assign volunteers see their health limits.
  get: os.get.handler(({ context, input }) =>
    getVolunteer(context, input.id, allows(context.session.operator?.roles ?? [], 'volunteers.write'))
  ),
  ofPerson: os.ofPerson.handler(({ context, input }) => volunteerOfPerson(context.station.db, input.personId, mayReveal(context))),
  teams: os.teams.handler(({ context }) => listTeams(context.station.db)),
  revealGuardian: os.revealGuardian.handler(({ context, input }) => revealGuardian(context, input.id)),
  register: os.register.handler(({ context, input }) => register(context, input)),
  update: os.update.handler(({ context, input }) => updateVolunteer(context, input)),
  step: os.step.handler(({ context, input }) => stepVolunteer(context, input)),
  export: os.export.handler(({ context, input, signal }) => exportVolunteers(context, input, signal))
});
