import { implementer } from '../../core/implementer.ts';
import { accept, decline, withdraw } from './answer.ts';
import { matchVolunteers } from './match.ts';
import { checkSeveral, checkSignUp, liftBlock, readStanding, signUpChoices, signUpsOfShift, signUpsOfVolunteer } from './read.ts';
import { signUp } from './sign-up.ts';

const os = implementer.signUps;

export const signUps = os.router({
  match: os.match.handler(({ context, input }) => matchVolunteers(context, input)),
  check: os.check.handler(({ context, input }) => checkSignUp(context, input)),
  checkSeveral: os.checkSeveral.handler(({ context, input }) => checkSeveral(context, input)),
  signUp: os.signUp.handler(({ context, input }) => signUp(context, input)),
  accept: os.accept.handler(({ context, input }) => accept(context, input)),
  decline: os.decline.handler(({ context, input }) => decline(context, input)),
  withdraw: os.withdraw.handler(({ context, input }) => withdraw(context, input)),
  ofShift: os.ofShift.handler(({ context, input }) => signUpsOfShift(context, input)),
  ofVolunteer: os.ofVolunteer.handler(({ context, input }) => signUpsOfVolunteer(context, input)),
  choices: os.choices.handler(({ context, input }) => signUpChoices(context, input)),
  standing: os.standing.handler(({ context, input }) => readStanding(context, input.volunteerId)),
  liftBlock: os.liftBlock.handler(({ context, input }) => liftBlock(context, input))
});
