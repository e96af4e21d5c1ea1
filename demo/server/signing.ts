import { EXECUTE_TYPES, walletDomain } from '../chain/smart-wallet.js';
import { burnCall, transferCall } from '../chain/token-calls.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { tokenAmountOf } from './on-chain.js';
import { Problem } from './problems.js';
import type { SignedCall, SigningAccountRow, TransactionRow, WalletRow } from './schema.js';

/** How long a customer has for a signature. */
const SIGNING_MS = 15 * 60_000;
/** What was signed at the last moment may still be on its way. */
const GRACE_MS = 30_000;

/** Contract, `Eip712SigningData`. */
export interface SigningData {
  readonly type: 'EIP-712';
  readonly domain: Readonly<Record<string, unknown>>;
  readonly types: typeof EXECUTE_TYPES;
  readonly primaryType: 'Execute';
  readonly message: Extract<SignedCall, { type: 'EIP-712' }>['message'];
  /** Unix seconds. */
  readonly deadline: number;
  readonly expiresAt: string;
}

/** Contract, `TransactionRequestResponse` without the transaction. */
interface NextStep {
  readonly signingData?: SigningData;
  readonly walletStatus: 'WALLET_AND_SIGNING_READY' | 'WALLET_MISSING_SIGNING';
  readonly actionable?: { readonly type: 'CONNECT_SIGNING_ACCOUNT'; readonly message: string };
}

/** Next numbers of wallets by address, as the chain counts them. */
export type WalletNonces = ReadonlyMap<string, bigint>;

/** The numbers of the caller's own wallets. Asked before a database transaction opens: none waits for the chain. */
export async function walletNonces({ db, tenant, caller, chain }: RequestContext): Promise<WalletNonces> {
  if (!chain) return new Map();
  const wallets = await db
    .selectFrom('wallets')
    .select('address')
    .where('tenant_id', '=', tenant.id)
    .where('owner_type', '=', 'user')
    .where('owner_id', '=', caller.id!)
    .where('owner_signing_account_id', 'is not', null)
    .execute();
  return new Map(await Promise.all(wallets.map(async ({ address }) => [address, await chain.signer.nonce(address)] as const)));
}

/** Number of the wallet's next call: after what the chain has seen and what has been signed and is under way. */
export async function nextNonce(trx: Db, row: TransactionRow, nonces: WalletNonces): Promise<bigint> {
  const signed = await trx
    .selectFrom('transactions')
    .select('signed_call')
    .where('tenant_id', '=', row.tenant_id)
    .where('sender_address', '=', row.sender_address)
    .where('signed_call', 'is not', null)
    .where('status', 'in', ['processing', 'broadcasted', 'succeeded'])
    .orderBy('updated_at', 'desc')
    .limit(100)
    .execute();
  return signed.reduce(
    (next, { signed_call }) => {
      const call = JSON.parse(signed_call!) as SignedCall;
      const after = call.type === 'EIP-712' ? BigInt(call.message.nonce) + 1n : 0n;
      return after > next ? after : next;
    },
    nonces.get(row.sender_address) ?? 0n,
  );
}

/** The account that signs for a wallet; null: it was unlinked. */
export async function signerOf(
  db: Db,
  wallet: Pick<WalletRow, 'tenant_id' | 'owner_signing_account_id'>,
): Promise<SigningAccountRow | null> {
  const account = await db
    .selectFrom('signing_accounts')
    .selectAll()
    .where('tenant_id', '=', wallet.tenant_id)
    .where('id', '=', wallet.owner_signing_account_id ?? '')
    .where('status', '=', 'ACTIVE')
    .executeTakeFirst();
  return account ?? null;
}

/**
 * Lets a movement that was made, or waits already, wait for its owner's signature, in the database transaction that made it: there is no
 * moment in which it could go on without. Each call replaces what was to be signed. What the platform signs comes back as it is.
 */
export async function awaitSignature(trx: Db, ctx: RequestContext, row: TransactionRow, nonces: WalletNonces): Promise<TransactionRow> {
  const wallet = await trx
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('address', '=', row.sender_address)
    .executeTakeFirst();
  if (!wallet?.owner_signing_account_id) return row;
  const deadline = Math.floor((ctx.now.getTime() + SIGNING_MS) / 1000);
  const ready = (await signerOf(trx, wallet)) !== null;
  const signingData = ready ? await signingDataOf(trx, ctx, row, wallet, deadline, await nextNonce(trx, row, nonces)) : null;
  const waiting = {
    status: 'pending_signature',
    signing_data: signingData && JSON.stringify(signingData),
    signing_deadline: new Date(deadline * 1000).toISOString(),
    next_step_at: new Date(deadline * 1000 + GRACE_MS).toISOString(),
    updated_at: ctx.now.toISOString(),
  };
  await trx.updateTable('transactions').set(waiting).where('tenant_id', '=', row.tenant_id).where('id', '=', row.id).execute();
  return { ...row, ...waiting };
}

async function signingDataOf(
  trx: Db,
  { chain }: RequestContext,
  row: TransactionRow,
  wallet: WalletRow,
  deadline: number,
  nonce: bigint,
): Promise<SigningData> {
  const token = await trx
    .selectFrom('tokens')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.token_id)
    .executeTakeFirstOrThrow();
  const amount = tokenAmountOf(row, token);
  const { address } = wallet;
  const { to, data } = row.recipient_address === null ? burnCall(amount, address) : transferCall(amount, address, row.recipient_address);
  return {
    type: 'EIP-712',
    domain: walletDomain(chain?.chainId ?? wallet.chain_id, address) as SigningData['domain'],
    types: EXECUTE_TYPES,
    primaryType: 'Execute',
    message: { to, value: '0', data, nonce: String(nonce), deadline: String(deadline) },
    deadline,
    expiresAt: new Date(deadline * 1000).toISOString(),
  };
}

/** What the customer has to do for a movement: sign, connect the wallet again, or nothing. */
export function nextStep(row: TransactionRow): NextStep {
  if (row.status !== 'pending_signature') return { walletStatus: 'WALLET_AND_SIGNING_READY' };
  if (row.signing_data) return { walletStatus: 'WALLET_AND_SIGNING_READY', signingData: JSON.parse(row.signing_data) as SigningData };
  const message = 'Connect the wallet again to use what is in it.';
  return { walletStatus: 'WALLET_MISSING_SIGNING', actionable: { type: 'CONNECT_SIGNING_ACCOUNT', message } };
}

export const notPending = ({ status }: TransactionRow): Problem =>
  new Problem('TRANSACTION_NOT_PENDING_SIGNATURE', undefined, { transactionStatus: status }, 'id');

/** The movement as it is now. */
export const freshRow = (db: Db, { tenant_id, id }: TransactionRow): Promise<TransactionRow> =>
  db.selectFrom('transactions').selectAll().where('tenant_id', '=', tenant_id).where('id', '=', id).executeTakeFirstOrThrow();

/** Fresh signing data for a movement that waits. @throws Problem `TRANSACTION_NOT_PENDING_SIGNATURE` */
export async function prepare(ctx: RequestContext, row: TransactionRow): Promise<TransactionRow> {
  const nonces = await walletNonces(ctx);
  return inTransaction(ctx.db, row.tenant_id, async (trx) => {
    const newest = await freshRow(trx, row);
    // What was handed in meanwhile must never wait again: it would be paid twice.
    if (newest.status !== 'pending_signature') throw notPending(newest);
    return awaitSignature(trx, ctx, newest, nonces);
  });
}
