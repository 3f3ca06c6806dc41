// Makes so many bookings in a data folder and ends; run by the row P1w under a shim that counts syncs.
import { openBench } from './open.ts';
import { bookingInput } from './rows/bookings.ts';

const [, , dataFolder, bookings] = process.argv;
if (dataFolder === undefined) throw new Error('no data folder given');
const { client, close } = await openBench(dataFolder);
for (let n = 0; n < Number(bookings); n += 1) await client.reservations.create(bookingInput(n));
await close();
