import { allows } from '../../../contract/core/permissions.ts';
import type { Context } from '../../core/context.ts';

/** Whether whoever is signed in may see documents, mobiles and what belongs to them in full. */
export const mayReveal = ({ session }: Pick<Context, 'session'>): boolean =>
  session.operator !== null && allows(session.operator.roles, 'people.reveal');
