import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { compare } from './amounts.js';
import type { RequestContext } from './context.js';
import { inTransaction, type Db } from './db.js';
import { availableBalance, createTransaction } from './ledger.js';
import { chargedPrice } from './pricing.js';
import { Problem } from './problems.js';
import { creditTokenOf, earlierRedeems, levelsOf, tokensAndLevels } from './redeem-facts.js';
import { checkRedeem } from './redeem-rules.js';
import type { RedeemRow, RedemptionRow, TokenRow, TransactionRow, WalletRow } from './schema.js';
import { awaitSignature } from './signing.js';
import { unitRows } from './token-units.js';
import { walletState, type WalletState } from './wallet-state.js';
import { receivingWallet, tenantWallet, walletsOf } from './wallets.js';

/** Request body (contract, `RedeemRequest`). */
export interface RedeemRequest {
  redemptionId: string;
  businessId: string | null;
}

/** A redeem and the payment it causes; null: nothing to pay. */
export interface MadeRedeem {
  readonly redeem: RedeemRow;
  readonly payment: TransactionRow | null;
}

/**
 * Checks a redeem, takes the piece off the shelf, holds the points back and starts the payment, all in one database
 * transaction: of several people who want the last piece one gets it, and a refused redeem writes nothing.
 *
 * @throws Problem of the contract's operation `createRedeem`
 */
export async function makeRedeem(ctx: RequestContext, request: RedeemRequest): Promise<MadeRedeem> {
  const state = await walletState(ctx);
  return inTransaction(ctx.db, ctx.tenant.id, async (trx) => {
    const { tenant, caller, countryCode, now } = ctx;
    const redemption = await find(trx, 'redemptions', tenant.id, request.redemptionId);
    if (!redemption) throw new Problem('REDEMPTION_NOT_FOUND', undefined, undefined, 'redemptionId');
    const business = request.businessId === null ? null : await find(trx, 'businesses', tenant.id, request.businessId);
    if (business === undefined) throw new Problem('VALIDATION_ERROR', 'There is no such business.', undefined, 'businessId');
    const userId = caller.id!;
    const { tokens, levels } = await tokensAndLevels(trx, tenant.id);
    const wallets = await walletsOf(trx, tenant.id, userId);
    const held = await levelsOf(
      trx,
      tenant.id,
      wallets.map(({ address }) => address),
      levels,
      tokens,
    );
    const credit = creditTokenOf(tokens, levels);
    const price = chargedPrice(redemption.credit_token_amount, held.at(-1) ?? null, credit?.decimals ?? null);
    const payer = await payerOf(trx, wallets, credit, price);
    checkRedeem({
      redemption,
      price,
      countryCode,
      levelsHeld: held,
      earlier: await earlierRedeems(trx, tenant.id, redemption.id, userId),
      minLevel: levels.find((level) => level.id === redemption.min_status_type_id) ?? null,
      available: payer.available,
    });
    await takePiece(trx, redemption);
    const redeem: RedeemRow = {
      tenant_id: tenant.id,
      id: randomUUID(),
      redemption_id: redemption.id,
      user_id: userId,
      business_id: request.businessId,
      status: 'PENDING',
      user_country_code: countryCode,
      anonymized_ip_address: ctx.anonymizedIp,
      failure_reason: null,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    };
    await trx.insertInto('redeems').values(redeem).execute();
    return start(trx, ctx, redeem, credit, price, tokens, payer.wallet, state);
  });
}

/** The wallet that pays: the customer's own where it can, else the one that the platform signs for. `available` is the most that one of them has. */
async function payerOf(
  trx: Db,
  wallets: readonly WalletRow[],
  credit: TokenRow | null,
  price: string,
): Promise<{ readonly wallet: WalletRow; readonly available: string }> {
  let best = { wallet: wallets[0]!, available: '0' };
  for (const wallet of [...wallets].reverse()) {
    const available = credit ? await availableBalance(trx, wallet.tenant_id, wallet.address, credit.id, null) : '0';
    if (compare(available, price) >= 0) return { wallet, available };
    if (compare(available, best.available) > 0) best = { wallet, available };
  }
  return best;
}

/** The payment, if any, and what the customer gets for it; without both the redeem is complete at once. */
async function start(
  trx: Db,
  ctx: RequestContext,
  redeem: RedeemRow,
  credit: TokenRow | null,
  price: string,
  tokens: readonly TokenRow[],
  payer: WalletRow,
  state: WalletState,
): Promise<MadeRedeem> {
  const bank = await tenantWallet(trx, redeem.tenant_id);
  const wallet = await receivingWallet(trx, redeem.tenant_id, redeem.user_id);
  const pays = credit !== null && compare(price, '0') > 0;
  const started = pays
    ? await createTransaction(trx, ctx, {
        type: 'TRANSFER',
        token: credit,
        tokenItemIncrementalId: null,
        amount: price,
        sender: payer,
        recipient: bank,
        triggerProcessType: 'REDEMPTION_SPEND',
        triggerProcessId: redeem.id,
      })
    : null;
  const payment = started && (await awaitSignature(trx, ctx, started, state));
  const units = await unitRows(trx, redeem.tenant_id, 'redemption', [redeem.redemption_id]);
  for (const unit of units) {
    const mint = await createTransaction(trx, ctx, {
      type: 'MINT',
      token: tokens.find((token) => token.id === unit.token_id)!,
      tokenItemIncrementalId: unit.token_item_incremental_id,
      amount: unit.amount,
      sender: bank,
      recipient: wallet,
      triggerProcessType: 'REDEMPTION_RECEIVE',
      triggerProcessId: redeem.id,
    });
    // Nothing is handed over before it is paid: the payment's success sets it going (`processes.ts`).
    if (pays) await update(trx, 'transactions', mint, { next_step_at: null });
  }
  if (payment || units.length > 0) return { redeem, payment };
  await update(trx, 'redeems', redeem, { status: 'COMPLETED' });
  return { redeem: { ...redeem, status: 'COMPLETED' }, payment: null };
}

const find = <T extends 'redemptions' | 'businesses'>(trx: Db, table: T, tenantId: string, id: string) =>
  trx
    .selectFrom(table as 'redemptions')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();

const update = (
  trx: Db,
  table: 'transactions' | 'redeems',
  row: { tenant_id: string; id: string },
  set: { next_step_at: null } | { status: string },
) =>
  trx
    .updateTable(table as 'transactions')
    .set(set)
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .execute();

/** @throws Problem `REDEMPTION_SOLD_OUT` when somebody else was faster: the update itself decides, not the read before it. */
async function takePiece(trx: Db, redemption: RedemptionRow): Promise<void> {
  if (redemption.available_supply === null) return;
  const { numUpdatedRows } = await trx
    .updateTable('redemptions')
    .set({ available_supply: sql`available_supply - 1` })
    .where('tenant_id', '=', redemption.tenant_id)
    .where('id', '=', redemption.id)
    .where('available_supply', '>', 0)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) throw new Problem('REDEMPTION_SOLD_OUT');
}
