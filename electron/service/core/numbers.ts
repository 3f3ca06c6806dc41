import { randomBytes } from 'node:crypto';
import { dateOf } from '../../contract/core/time.ts';
import { CODE_LENGTH, verificationCode } from '../../contract/core/verification-codes.ts';
import type { Command } from './command.ts';
import { fixedQuery } from '../db/fixed.ts';

const countOn = fixedQuery((db, { name, year }: { name: string; year: number }) =>
  db
    .insertInto('number_counter')
    .values({ name, year, last: 1 })
    .onConflict((conflict) => conflict.columns(['name', 'year']).doUpdateSet((eb) => ({ last: eb('number_counter.last', '+', 1) })))
    .returning('last')
);

/**
 * The next number of a yearly series, such as `2026-0012`, in the year (Asia/Shanghai) of the command. The series has no gaps,
 * because number and record are written in one transaction.
 * @param digits fewest digits, filled up with zeros
 */
export async function nextOfYearTx(
  cmd: Command,
  name: 'reservation' | 'class' | 'certificate' | 'volunteer' | 'project' | 'service_certificate',
  digits: number
): Promise<string> {
  const year = Number(dateOf(cmd.now).slice(0, 4));
  const [counter] = await countOn(cmd.tx, { name, year });
  return `${year}-${String(counter?.last ?? 0).padStart(digits, '0')}`;
}

/** A random verification code. */
export const newVerificationCode = (): string => verificationCode(randomBytes(CODE_LENGTH));
