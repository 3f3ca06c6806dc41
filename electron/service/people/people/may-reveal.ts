import { allows } from '../../../contract/core/permissions.ts';
import type { Context } from '../../core/context.ts';

/** Whether the operator may see documents and mobiles in full, and data that would reveal them. */
export const mayReveal = ({ session }: Pick<Context, 'session'>): boolean =>
  session.operator !== null && allows(session.operator.roles, 'people.reveal');
