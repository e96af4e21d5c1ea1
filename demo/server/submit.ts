import { TypedDataEncoder } from 'ethers';
import type { RequestContext } from './context.js';
import { inTransaction } from './db.js';
import { Problem } from './problems.js';
import { advanceProcess } from './processes.js';
import { assertRawSigned } from './raw-transactions.js';
import type { SignedCall, TransactionRow } from './schema.js';
import { assertSigned } from './signatures.js';
import { freshRow, notPending, signerOf, type SigningData } from './signing.js';
import { nextNonce, walletState } from './wallet-state.js';

/** Request body (contract, `TransactionSubmitRequest`). */
export type SubmitRequest = { readonly type: string; readonly signature?: string; readonly signedTransaction?: string };

/**
 * Takes what the wallet signed; the movement goes on. The same signature again answers with the movement as it is: a customer whose
 * answer got lost may send it as often as they like.
 *
 * @throws Problem `VALIDATION_ERROR` for another format than the one asked for, `INVALID_SIGNATURE`, `SIGNER_MISMATCH`,
 * `SIGNING_REQUEST_EXPIRED` past the deadline, after fresh data was given or after the wallet has signed something else with that
 * number (contract `prepareTransaction` gives new data), `TRANSACTION_NOT_PENDING_SIGNATURE`.
 */
export async function submit(ctx: RequestContext, row: TransactionRow, request: SubmitRequest): Promise<TransactionRow> {
  const { type, signature = '', signedTransaction = '' } = request;
  const bytes = type === 'EIP-712' ? signature : signedTransaction;
  if (isSame(row, bytes)) return row;
  if (row.status !== 'pending_signature' || !row.signing_data) throw notPending(row);
  const data = JSON.parse(row.signing_data) as SigningData;
  if (type !== data.type) throw new Problem('VALIDATION_ERROR', `This transaction is signed as ${data.type}.`, undefined, 'type');
  if (ctx.now.toISOString() > data.expiresAt) throw new Problem('SIGNING_REQUEST_EXPIRED');
  const owner = await ownerOf(ctx, row);
  const call = await signedCall(ctx, data, owner, bytes);
  const state = await walletState(ctx);
  return inTransaction(ctx.db, row.tenant_id, async (trx) => {
    const newest = await freshRow(trx, row);
    if (isSame(newest, bytes)) return newest;
    if (newest.status !== 'pending_signature') throw notPending(newest);
    const next = await nextNonce(trx, row, state);
    const asked = data.type === 'EIP-712' ? data.message.nonce : String(data.nonce);
    if (newest.signing_data !== row.signing_data || String(next) !== asked) throw new Problem('SIGNING_REQUEST_EXPIRED');
    const pause = newest.on_chain === 1 ? 0 : ctx.transactionStepMs;
    const set = {
      signed_call: JSON.stringify(call),
      status: 'processing',
      next_step_at: new Date(ctx.now.getTime() + pause).toISOString(),
      updated_at: ctx.now.toISOString(),
    };
    await trx.updateTable('transactions').set(set).where('tenant_id', '=', row.tenant_id).where('id', '=', row.id).execute();
    const moved = { ...newest, ...set };
    await advanceProcess(trx, moved);
    return moved;
  });
}

async function signedCall(ctx: RequestContext, data: SigningData, owner: string, bytes: string): Promise<SignedCall> {
  if (data.type !== 'EIP-712') {
    assertRawSigned(data, owner, bytes);
    return { type: data.type, raw: bytes };
  }
  await assertSigned(ctx.chain, owner, TypedDataEncoder.hash(data.domain, data.types, data.message), bytes);
  return { type: 'EIP-712', owner, message: data.message, signature: bytes };
}

/** Hex may come back in another letter case. */
function isSame({ signed_call }: TransactionRow, bytes: string): boolean {
  if (!signed_call) return false;
  const call = JSON.parse(signed_call) as SignedCall;
  return (call.type === 'EIP-712' ? call.signature : call.raw).toLowerCase() === bytes.toLowerCase();
}

async function ownerOf({ db }: RequestContext, row: TransactionRow): Promise<string> {
  const wallet = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('address', '=', row.sender_address)
    .executeTakeFirst();
  const account = wallet && (await signerOf(db, wallet));
  if (!account) throw notPending(row);
  return account.address;
}
