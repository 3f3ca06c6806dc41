import { implementer } from '../../core/implementer.ts';
import { accept, cancelBooking, decline, splitGroup } from './answer.ts';
import { book, bookGroup } from './book.ts';
import { bookingChoices, bookingsOfClass, bookingsOfPerson, checkBooking, getBooking } from './read.ts';
import { liftBlock, readStanding } from './standing.ts';

const os = implementer.bookings;

export const bookings = os.router({
  check: os.check.handler(({ context, input }) => checkBooking(context, input)),
  book: os.book.handler(({ context, input }) => book(context, input)),
  bookGroup: os.bookGroup.handler(({ context, input }) => bookGroup(context, input)),
  splitGroup: os.splitGroup.handler(({ context, input }) => splitGroup(context, input)),
  accept: os.accept.handler(({ context, input }) => accept(context, input)),
  decline: os.decline.handler(({ context, input }) => decline(context, input)),
  cancel: os.cancel.handler(({ context, input }) => cancelBooking(context, input)),
  ofClass: os.ofClass.handler(({ context, input }) => bookingsOfClass(context, input)),
  get: os.get.handler(({ context, input }) => getBooking(context, input.id)),
  ofPerson: os.ofPerson.handler(({ context, input }) => bookingsOfPerson(context, input)),
  standing: os.standing.handler(({ context, input }) => readStanding(context, input.personId)),
  liftBlock: os.liftBlock.handler(({ context, input }) => liftBlock(context, input)),
  choices: os.choices.handler(({ context, input }) => bookingChoices(context, input))
});
