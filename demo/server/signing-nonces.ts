import type { RequestContext } from './context.js';
import { inTransaction } from './db.js';
import { Problem } from './problems.js';
import type { SigningNonceRow } from './schema.js';
import { messageOrigin, newNonce, NONCE_MS, siweMessage } from './siwe.js';

/** Whatever else a text says, this line tells which nonce it is about. */
const NONCE_LINE = /^Nonce: ([A-Za-z0-9]{8,64})$/m;

/** Writes down and answers the message with which the caller proves to control `address` (with its checksum). */
export async function issueNonce(ctx: RequestContext, address: string, chainId: number): Promise<SigningNonceRow> {
  const [issuedAt, expiresAt] = [ctx.now, new Date(ctx.now.getTime() + NONCE_MS)].map((time) => time.toISOString()) as [string, string];
  const nonce = newNonce();
  const origin = messageOrigin(ctx.origin, ctx.publicUrl);
  const row: SigningNonceRow = {
    tenant_id: ctx.tenant.id,
    nonce,
    user_id: ctx.caller.id!,
    message: siweMessage({ origin, address, chainId, nonce, issuedAt, expiresAt }),
    address,
    chain_id: chainId,
    expires_at: expiresAt,
    used_at: null,
  };
  await inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
    // An ended nonce and an unknown one get the same answer, so that none has to be kept.
    await trx.deleteFrom('signing_nonces').where('tenant_id', '=', row.tenant_id).where('expires_at', '<', issuedAt).execute();
    await trx.insertInto('signing_nonces').values(row).execute();
  });
  return row;
}

/**
 * Uses up the nonce of a message before anything else is judged: however the judgement ends, there is no second one.
 *
 * @returns what was issued, and is, byte for byte, what `message` says.
 * @throws Problem `SIGNING_REQUEST_EXPIRED` for a nonce that is not this user's, was used or has ended; `INVALID_SIGNATURE` for a
 * text that was not issued, or that was issued for another page than the one that sends it.
 */
export async function consumeNonce(ctx: RequestContext, message: string): Promise<SigningNonceRow> {
  const nonce = NONCE_LINE.exec(message)?.[1];
  if (nonce === undefined) throw new Problem('INVALID_SIGNATURE', 'This is not a message that was issued here.', undefined, 'message');
  const now = ctx.now.toISOString();
  const row = await ctx.db
    .updateTable('signing_nonces')
    .set({ used_at: now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('user_id', '=', ctx.caller.id!)
    .where('nonce', '=', nonce)
    .where('used_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (!row || row.expires_at < now) throw new Problem('SIGNING_REQUEST_EXPIRED');
  if (row.message !== message) throw new Problem('INVALID_SIGNATURE', 'The message is not the one that was issued.', undefined, 'message');
  if (!message.startsWith(`${messageOrigin(ctx.origin, ctx.publicUrl)} `)) {
    throw new Problem('INVALID_SIGNATURE', 'The message was issued for another page.', undefined, 'message');
  }
  return row;
}
