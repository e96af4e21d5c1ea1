import { only } from './access.js';
import { compare, toWire } from './amounts.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { availableBalance, createTransaction } from './ledger.js';
import { Problem } from './problems.js';
import { creditTokenOf, tokensAndLevels } from './redeem-facts.js';
import type { TokenRow, TransactionRow, WalletRow } from './schema.js';
import { awaitSignature } from './signing.js';
import { walletState } from './wallet-state.js';
import { checksum, receivingWallet, walletsOf } from './wallets.js';

interface Reference {
  readonly accountType: 'user' | 'business' | 'tenant';
  readonly accountId?: string;
  readonly accountAddress?: string;
}

/** Request body (contract, `TransactionRequest`). */
export interface TransactionRequest {
  readonly web3TransactionType: string;
  readonly sender?: Reference;
  readonly recipient?: Reference;
  readonly token?: { readonly tokenDbId?: string; readonly contractAddress?: string; readonly nftTokenId?: string };
  readonly amount: number;
}

/**
 * Moves or burns what the customer has. The sender is always the caller: the wallet that `sender` names, else the first of theirs that has
 * enough, the custodial one before the own one.
 *
 * @throws Problem of the contract's operation `createTransaction`
 */
export async function makeTransaction(ctx: RequestContext, request: TransactionRequest): Promise<TransactionRow> {
  only(ctx, ['user']);
  const { web3TransactionType: type } = request;
  if (type !== 'TRANSFER' && type !== 'BURN')
    throw new Problem('FORBIDDEN', 'A customer transfers and burns.', undefined, 'web3TransactionType');
  const state = await walletState(ctx);
  return inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
    const token = await tokenOf(trx, ctx, request);
    const amount = toPlain(request.amount);
    const item = itemOf(token, request.token?.nftTokenId, amount);
    const sender = await senderOf(trx, ctx, request.sender, token, item, amount);
    const recipient = type === 'BURN' ? null : await recipientOf(trx, ctx, request.recipient);
    if (recipient?.address === sender.address)
      throw new Problem('VALIDATION_ERROR', 'Sender and recipient are the same.', undefined, 'recipient');
    const row = await createTransaction(trx, ctx, {
      type,
      token,
      tokenItemIncrementalId: item,
      amount,
      sender,
      recipient,
      triggerProcessType: type === 'BURN' ? 'BURN' : 'TRANSFER',
      triggerProcessId: null,
    });
    return awaitSignature(trx, ctx, row, state);
  });
}

/** JSON numbers as decimals: `1e-7` is none that a ledger takes. */
function toPlain(amount: number): string {
  const text = String(amount);
  if (!/^\d+(\.\d{1,18})?$/.test(text)) throw new Problem('VALIDATION_ERROR', 'amount must be a plain decimal.', undefined, 'amount');
  return text;
}

async function tokenOf(trx: Db, ctx: RequestContext, { token: wanted = {} }: TransactionRequest): Promise<TokenRow> {
  const { tokens, levels } = await tokensAndLevels(trx, ctx.tenant.id);
  const { tokenDbId, contractAddress } = wanted;
  const token = tokenDbId
    ? tokens.find(({ id }) => id === tokenDbId)
    : contractAddress
      ? tokens.find(({ contract_address }) => contract_address.toLowerCase() === contractAddress.toLowerCase())
      : creditTokenOf(tokens, levels);
  if (!token) throw new Problem('RESOURCE_NOT_FOUND', undefined, undefined, 'token');
  if (token.type === 'ERC721') throw new Problem('VALIDATION_ERROR', 'Badges stay with who earned them.', undefined, 'token');
  return token;
}

function itemOf(token: TokenRow, id: string | undefined, amount: string): number | null {
  if (token.type === 'ERC20') return null;
  if (id === undefined || !/^\d{1,9}$/.test(id))
    throw new Problem('VALIDATION_ERROR', 'nftTokenId is needed.', undefined, 'token.nftTokenId');
  if (amount.includes('.')) throw new Problem('VALIDATION_ERROR', 'Rewards are whole pieces.', undefined, 'amount');
  return Number(id);
}

async function senderOf(
  trx: Db,
  ctx: RequestContext,
  wanted: Reference | undefined,
  token: TokenRow,
  item: number | null,
  amount: string,
): Promise<WalletRow> {
  const address = wanted?.accountAddress ? checksum(wanted.accountAddress) : null;
  // One that is named may be an unlinked one: then the answer says what to do about it.
  const candidates = address ? await namedWallet(trx, ctx, address) : await walletsOf(trx, ctx.tenant.id, ctx.caller.id!);
  const stranger = wanted?.accountId !== undefined && (wanted.accountType !== 'user' || wanted.accountId !== ctx.caller.id);
  if (candidates.length === 0 || stranger) throw new Problem('FORBIDDEN', 'The sender is not one of your wallets.', undefined, 'sender');
  let most = '0';
  for (const wallet of candidates) {
    const available = await availableBalance(trx, ctx.tenant.id, wallet.address, token.id, item);
    if (compare(available, amount) >= 0) return wallet;
    if (compare(available, most) > 0) most = available;
  }
  throw new Problem('INSUFFICIENT_BALANCE', `${amount} are needed, ${most} are there.`, {
    required: toWire(amount),
    available: toWire(most),
  });
}

const namedWallet = (trx: Db, { tenant, caller }: RequestContext, address: string): Promise<WalletRow[]> =>
  trx
    .selectFrom('wallets')
    .selectAll()
    .where('tenant_id', '=', tenant.id)
    .where('owner_type', '=', 'user')
    .where('owner_id', '=', caller.id!)
    .where('address', '=', address)
    .execute();

async function recipientOf(trx: Db, ctx: RequestContext, wanted: Reference | undefined): Promise<WalletRow> {
  if (!wanted) throw new Problem('VALIDATION_ERROR', 'A transfer needs a recipient.', undefined, 'recipient');
  const address = wanted.accountAddress ? checksum(wanted.accountAddress) : null;
  const all = trx.selectFrom('wallets').selectAll().where('tenant_id', '=', ctx.tenant.id).where('status', '=', 'active');
  const byId = wanted.accountId
    ? await all
        .where('owner_type', '=', wanted.accountType)
        .where('owner_id', '=', wanted.accountType === 'tenant' ? ctx.tenant.id : wanted.accountId)
        .orderBy('created_at')
        .executeTakeFirst()
    : undefined;
  const found = byId ?? (address ? await all.where('address', '=', address).executeTakeFirst() : undefined);
  if (!found) throw new Problem('RESOURCE_NOT_FOUND', 'There is no such recipient.', undefined, 'recipient');
  // A customer who is named gets it where their rewards go; one whose address is named, there.
  return found === byId && found.owner_type === 'user' ? receivingWallet(trx, ctx.tenant.id, found.owner_id) : found;
}
