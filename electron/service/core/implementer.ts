import { allows } from '../../contract/core/permissions.ts';
import { randomUUID } from 'node:crypto';
import { implement, ORPCError } from '@orpc/server';
import type { ProcedureMeta } from '../../contract/core/base.ts';
import { contract } from '../../contract/index.ts';
import { refreshOperator } from './access/sessions.ts';
import { sealedPermission } from './vault/plain.ts';
import type { Command, Context } from './context.ts';
import { settle, settleTx } from './due.ts';
import { knownError, StationError } from './errors.ts';

/** The context from the transport; the middleware adds the procedure's name and what it settles. */
export type PortContext = Omit<Context, 'procedure' | 'settleTx'>;

/** Demands a procedure's permission. @throws StationError NOT_SIGNED_IN, LOCKED, FORBIDDEN */
async function authorise(context: PortContext, permission: ProcedureMeta['permission']): Promise<void> {
  if (permission === 'public') return;
  const { session } = context;
  if (session.operator) await refreshOperator({ ...context, procedure: '' });
  if (!session.operator) throw new StationError('NOT_SIGNED_IN', {});
  if (session.locked) throw new StationError('LOCKED', {});
  if (permission === 'signed_in') return;
  // A procedure without a permission is refused to everybody.
  if (permission === undefined || !allows(session.operator.roles, permission)) {
    throw new StationError('FORBIDDEN', { permission: permission ?? '' });
  }
}

const isCommand = (input: unknown): boolean => typeof input === 'object' && input !== null && 'commandId' in input;

/** The name and the stack of an error, without its message. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places].join('\n');
}

/** All routers are made from this: it checks the permission, runs the handler, and turns errors into declared codes. */
export const implementer = implement(contract)
  .$context<PortContext>()
  .use(async ({ context, next, path, procedure }, input) => {
    const name = path.join('.');
    const definition = procedure['~orpc'];
    const { permission, maySealed, settles = [] } = definition.meta as ProcedureMeta;
    const sealed = sealedPermission(permission) || maySealed === true;
    try {
      await authorise(context, permission);
      const { sessionId } = context.session;
      // A command settles in its own transaction.
      const writes = isCommand(input);
      if (!writes && settles.length > 0) await settle(context.station, settles);
      const settleDue = writes && settles.length > 0 ? { settleTx: (cmd: Command) => settleTx(cmd, settles) } : {};
      const answer = await next({ context: { procedure: name, ...settleDue } });
      // A sealed answer goes only to the operator who asked and may still see it. Meanwhile the window may be locked or left, or the
      // role withdrawn. A command's answer holds nothing sealed.
      if (sealed && !writes) {
        await authorise(context, permission);
        if (context.session.sessionId !== sessionId) throw new StationError('NOT_SIGNED_IN', {});
      }
      return answer;
    } catch (error) {
      // Bad input (BAD_REQUEST, with its issues) and converted errors pass.
      if (error instanceof ORPCError) throw error;
      const known = knownError(error);
      if (known && known.code in definition.errorMap) {
        throw new ORPCError(known.code, { defined: true, data: known.data });
      }
      const id = randomUUID().slice(0, 8);
      // An error message of a sealed area may quote sealed data, so the log gets the stack only.
      context.station.log.error(`${name} failed (${id})`, sealed ? placesOf(error) : error);
      throw new ORPCError('INTERNAL', { defined: true, data: { id } });
    }
  });
