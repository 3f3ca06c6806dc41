// Books in a data folder, printing a line per booking, until it is killed; run by the row S3.
import { writeSync } from 'node:fs';
import { openBench } from './open.ts';
import { bookingInput } from './rows/bookings.ts';

const [, , dataFolder, block] = process.argv;
if (dataFolder === undefined) throw new Error('no data folder given');
const { client } = await openBench(dataFolder);
for (let n = Number(block) * 100; ; n += 1) {
  await client.reservations.create(bookingInput(n));
  writeSync(1, 'booked\n');
}
