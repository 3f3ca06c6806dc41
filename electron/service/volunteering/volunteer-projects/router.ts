import { implementer } from '../../core/implementer.ts';
import { getProject, listProjects, projectHistory, projectProposal } from './read.ts';
import { stepProject } from './steps.ts';
import { createProject, updateProject } from './write.ts';

const os = implementer.volunteerProjects;

export const volunteerProjects = os.router({
  list: os.list.handler(({ context, input }) => listProjects(context, input)),
  get: os.get.handler(({ context, input }) => getProject(context, input.id)),
  proposal: os.proposal.handler(({ context, input }) => projectProposal(context, input.projectId)),
  create: os.create.handler(({ context, input }) => createProject(context, input)),
  update: os.update.handler(({ context, input }) => updateProject(context, input)),
  step: os.step.handler(({ context, input }) => stepProject(context, input)),
  history: os.history.handler(({ context, input }) => projectHistory(context.station.db, input))
});
