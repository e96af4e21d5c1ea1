import { EXECUTE_TYPES, walletDomain } from '../chain/smart-wallet.js';
import { burnCall, transferCall } from '../chain/token-calls.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { tokenAmountOf } from './on-chain.js';
import { Problem } from './problems.js';
import { rawSigningData, type RawFormat, type RawSigningData } from './raw-transactions.js';
import type { SignedCall, SigningAccountRow, TransactionRow, WalletRow } from './schema.js';
import { nextNonce, walletState, type WalletState } from './wallet-state.js';

/** How long a customer has for a signature. */
const SIGNING_MS = 15 * 60_000;
/** How long a movement waits in all: asking again for fresh data must not hold a piece back for ever. */
const LONGEST_MS = 60 * 60_000;
/** What was signed at the last moment may still be on its way. */
const GRACE_MS = 30_000;

/** Contract, `SigningData`. */
export type SigningData = TypedSigningData | RawSigningData;

/** Contract, `Eip712SigningData`. */
interface TypedSigningData {
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
export async function awaitSignature(trx: Db, ctx: RequestContext, row: TransactionRow, state: WalletState): Promise<TransactionRow> {
  const wallet = await trx
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('address', '=', row.sender_address)
    .executeTakeFirst();
  if (!wallet?.owner_signing_account_id) return row;
  const deadline = Math.floor(Math.min(ctx.now.getTime() + SIGNING_MS, endOf(row)) / 1000);
  const account = await signerOf(trx, wallet);
  const signingData = account && (await signingDataOf(trx, ctx, row, account, deadline, state));
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
  { chain, tenant }: RequestContext,
  row: TransactionRow,
  account: SigningAccountRow,
  deadline: number,
  state: WalletState,
): Promise<SigningData> {
  const token = await trx
    .selectFrom('tokens')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.token_id)
    .executeTakeFirstOrThrow();
  const amount = tokenAmountOf(row, token);
  const { sender_address: sender, recipient_address: recipient } = row;
  const call = recipient === null ? burnCall(amount, sender) : transferCall(amount, sender, recipient);
  const chainId = chain?.chainId ?? account.chain_id;
  const nonce = await nextNonce(trx, row, state);
  // An account that holds the tokens itself sends the transaction; a smart wallet takes its owner's word and the platform pays.
  if (sender === account.address && state.fees) {
    return rawSigningData((tenant.signing_format ?? 'EIP-1559') as RawFormat, call, { chainId, nonce, fees: state.fees, deadline });
  }
  return {
    type: 'EIP-712',
    domain: walletDomain(chainId, sender) as TypedSigningData['domain'],
    types: EXECUTE_TYPES,
    primaryType: 'Execute',
    message: { to: call.to, value: '0', data: call.data, nonce: String(nonce), deadline: String(deadline) },
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

const endOf = ({ created_at }: TransactionRow): number => Date.parse(created_at) + LONGEST_MS;

/** Fresh signing data for a movement that waits. @throws Problem `TRANSACTION_NOT_PENDING_SIGNATURE`, also an hour after it was made */
export async function prepare(ctx: RequestContext, row: TransactionRow): Promise<TransactionRow> {
  const state = await walletState(ctx);
  return inTransaction(ctx.db, row.tenant_id, async (trx) => {
    const newest = await freshRow(trx, row);
    // What was handed in meanwhile must never wait again: it would be paid twice.
    if (newest.status !== 'pending_signature' || ctx.now.getTime() >= endOf(newest)) throw notPending(newest);
    return awaitSignature(trx, ctx, newest, state);
  });
}
