import { TypedDataEncoder } from 'ethers';
import { EXECUTE_TYPES, walletDomain } from '../chain/smart-wallet.js';
import { burnCall, transferCall } from '../chain/token-calls.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { tokenAmountOf } from './on-chain.js';
import { Problem } from './problems.js';
import type { SignedCall, TransactionRow, WalletRow } from './schema.js';
import { assertSigned } from './signatures.js';
import { DEFAULT_CHAIN_ID } from './wallets.js';

/** How long a customer has for a signature. */
const SIGNING_MS = 15 * 60_000;
/** What was signed at the last moment may still be on its way. */
const GRACE_MS = 30_000;

type Execute = Extract<SignedCall, { type: 'EIP-712' }>['message'];

/** Contract, `Eip712SigningData`. */
interface SigningData {
  readonly type: 'EIP-712';
  readonly domain: Readonly<Record<string, unknown>>;
  readonly types: typeof EXECUTE_TYPES;
  readonly primaryType: 'Execute';
  readonly message: Execute;
  readonly deadline: number;
  readonly expiresAt: string;
}

/** Contract, `TransactionRequestResponse` without the transaction. */
export interface NextStep {
  readonly signingData?: SigningData;
  readonly walletStatus: 'WALLET_AND_SIGNING_READY' | 'WALLET_MISSING_SIGNING';
  readonly actionable?: { readonly type: 'CONNECT_SIGNING_ACCOUNT'; readonly message: string };
}

/** The wallet that a movement leaves, when its owner has to sign; null when the platform signs. */
async function signingWallet(db: Db, row: TransactionRow): Promise<WalletRow | null> {
  const wallet = await db
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('address', '=', row.sender_address)
    .executeTakeFirst();
  return wallet?.owner_signing_account_id ? wallet : null;
}

/** What a customer has to sign for a movement of theirs, and until when; kept with it. Each call replaces what was there. */
async function askForSignature(trx: Db, ctx: RequestContext, row: TransactionRow, wallet: WalletRow): Promise<SigningData> {
  const token = await trx
    .selectFrom('tokens')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.token_id)
    .executeTakeFirstOrThrow();
  const amount = tokenAmountOf(row, token);
  const { to, data } =
    row.type === 'BURN' ? burnCall(amount, wallet.address) : transferCall(amount, wallet.address, row.recipient_address!);
  const chainId = ctx.chain?.chainId ?? DEFAULT_CHAIN_ID;
  const deadline = Math.floor((ctx.now.getTime() + SIGNING_MS) / 1000);
  const nonce = ctx.chain ? await ctx.chain.signer.nonce(wallet.address) : await signedSoFar(trx, row);
  const signingData: SigningData = {
    type: 'EIP-712',
    domain: walletDomain(chainId, wallet.address) as SigningData['domain'],
    types: EXECUTE_TYPES,
    primaryType: 'Execute',
    message: { to, value: '0', data, nonce: String(nonce), deadline: String(deadline) },
    deadline,
    expiresAt: new Date(deadline * 1000).toISOString(),
  };
  await trx
    .updateTable('transactions')
    .set({
      status: 'pending_signature',
      signing_data: JSON.stringify(signingData),
      signing_deadline: signingData.expiresAt,
      next_step_at: new Date(deadline * 1000 + GRACE_MS).toISOString(),
      updated_at: ctx.now.toISOString(),
    })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .execute();
  return signingData;
}

/** Without a chain the number of a wallet's next call is how many it has signed. */
async function signedSoFar(trx: Db, { tenant_id, sender_address }: TransactionRow): Promise<number> {
  const { count } = await trx
    .selectFrom('transactions')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenant_id)
    .where('sender_address', '=', sender_address)
    .where('signed_call', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What comes next for a movement that has just been made or is asked about again: nothing, or a signature. */
export async function nextStep(ctx: RequestContext, row: TransactionRow): Promise<{ row: TransactionRow; step: NextStep }> {
  return inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
    const wallet = await signingWallet(trx, row);
    if (!wallet) return { row, step: { walletStatus: 'WALLET_AND_SIGNING_READY' } };
    const signingData = await askForSignature(trx, ctx, row, wallet);
    return { row: { ...row, status: 'pending_signature' }, step: { signingData, walletStatus: 'WALLET_AND_SIGNING_READY' } };
  });
}

/** Fresh signing data. @throws Problem `TRANSACTION_NOT_PENDING_SIGNATURE` */
export async function prepare(ctx: RequestContext, row: TransactionRow): Promise<{ row: TransactionRow; step: NextStep }> {
  if (row.status !== 'pending_signature') throw notPending(row);
  return nextStep(ctx, row);
}

const notPending = ({ status }: TransactionRow): Problem =>
  new Problem('TRANSACTION_NOT_PENDING_SIGNATURE', undefined, { transactionStatus: status }, 'id');

/** Request body (contract, `TransactionSubmitRequest`). */
export type SubmitRequest = { readonly type: string; readonly signature?: string; readonly signedTransaction?: string };

/**
 * Takes what the wallet signed; the movement goes on. The same signature again answers with the movement as it is.
 *
 * @throws Problem of the contract's operation `submitTransaction`
 */
export async function submit(ctx: RequestContext, row: TransactionRow, request: SubmitRequest): Promise<TransactionRow> {
  const { signature } = request;
  if (row.signed_call) {
    const known = JSON.parse(row.signed_call) as SignedCall;
    if (known.type === 'EIP-712' && known.signature === signature) return row;
  }
  if (row.status !== 'pending_signature' || !row.signing_data) throw notPending(row);
  const data = JSON.parse(row.signing_data) as SigningData;
  if (request.type !== data.type || !signature) {
    throw new Problem('VALIDATION_ERROR', `This transaction is signed as ${data.type}.`, undefined, 'type');
  }
  if (ctx.now.toISOString() > data.expiresAt) throw new Problem('SIGNING_REQUEST_EXPIRED', undefined, undefined, 'id');
  const owner = await ownerOf(ctx, row);
  await assertSigned(ctx.chain, owner, TypedDataEncoder.hash(data.domain, data.types, data.message), signature);
  const call: SignedCall = { type: 'EIP-712', owner, message: data.message, signature };
  return inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
    const at = ctx.now.toISOString();
    const set = { signed_call: JSON.stringify(call), status: 'processing', next_step_at: at, updated_at: at };
    // The signing data must still be the one that was signed: it may have been replaced, or somebody may have been faster.
    const { numUpdatedRows } = await trx
      .updateTable('transactions')
      .set(set)
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .where('status', '=', 'pending_signature')
      .where('signing_data', '=', row.signing_data)
      .executeTakeFirst();
    const newest = await trx
      .selectFrom('transactions')
      .selectAll()
      .where('tenant_id', '=', row.tenant_id)
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    if (Number(numUpdatedRows) > 0) return newest;
    const other = newest.signed_call ? (JSON.parse(newest.signed_call) as SignedCall) : null;
    if (other?.type === 'EIP-712' && other.signature === signature) return newest;
    throw notPending(newest);
  });
}

async function ownerOf(ctx: RequestContext, row: TransactionRow): Promise<string> {
  const wallet = await signingWallet(ctx.db, row);
  const account = await ctx.db
    .selectFrom('signing_accounts')
    .selectAll()
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', wallet?.owner_signing_account_id ?? '')
    .where('status', '=', 'ACTIVE')
    .executeTakeFirst();
  if (!account) throw notPending(row);
  return account.address;
}
