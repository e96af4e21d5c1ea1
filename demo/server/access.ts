import type { CallerKind, RequestContext } from './context.js';
import { Problem } from './problems.js';

/**
 * Lets only the named kinds of session through.
 *
 * @param otherwise code for a valid session of another kind; routes without a 403 in the contract say `UNAUTHENTICATED`.
 * @throws Problem `UNAUTHENTICATED` without a session, else `otherwise`.
 */
export function only(ctx: RequestContext, kinds: readonly CallerKind[], otherwise: 'FORBIDDEN' | 'UNAUTHENTICATED' = 'FORBIDDEN'): void {
  if (kinds.includes(ctx.caller.kind)) return;
  throw new Problem(ctx.caller.kind === 'public' ? 'UNAUTHENTICATED' : otherwise);
}

/** Id of whom the session acts for in wallets and movements: the business of a member, the tenant of its administrators. */
export function principal(ctx: RequestContext): { type: 'user' | 'business' | 'tenant'; id: string } {
  const { kind, id, businessId } = ctx.caller;
  if (kind === 'user' && id) return { type: 'user', id };
  if (kind === 'business' && businessId) return { type: 'business', id: businessId };
  if (kind === 'admin' || kind === 'system') return { type: 'tenant', id: ctx.tenant.id };
  throw new Problem('UNAUTHENTICATED');
}
