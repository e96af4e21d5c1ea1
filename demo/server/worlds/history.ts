import type { Db } from '../db.js';
import { recordTransaction } from '../ledger.js';
import type { BusinessRow, CampaignRow, RedemptionRow, TokenRow, UserRow, WalletRow } from '../schema.js';
import { tenantWallet } from '../wallets.js';
import type { Seed } from './seed.js';

/** Who has a past. */
export interface Holder {
  readonly row: UserRow;
  readonly wallet: WalletRow;
}
/** Token, amount and, for items, the item's number. */
export type Portion = readonly [token: TokenRow, amount: string, item?: number];

/**
 * Things that have happened, entered through the ledger, so that balances are what the past adds up to. Comes after the
 * seed's rows are written, oldest first: points must be there before they are spent.
 */
export class History {
  #count = 0;

  private constructor(
    readonly trx: Db,
    readonly seed: Seed,
    readonly bank: WalletRow,
  ) {}

  static async of(trx: Db, seed: Seed): Promise<History> {
    return new History(trx, seed, await tenantWallet(trx, seed.tenantId));
  }

  #process(kind: string): string {
    this.#count += 1;
    return this.seed.ids(`${kind} ${this.#count}`);
  }

  /** Tokens that arrive, for example those of an older stamp card. */
  async receive(
    to: Holder,
    at: string,
    portions: readonly Portion[],
    triggerProcessType = 'MIGRATION',
    triggerProcessId: string | null = null,
  ): Promise<void> {
    for (const [token, amount, item] of portions) {
      const { bank } = this;
      const movement = {
        type: 'MINT' as const,
        token,
        tokenItemIncrementalId: item ?? null,
        amount,
        sender: bank,
        recipient: to.wallet,
        triggerProcessType,
        triggerProcessId,
      };
      await recordTransaction(this.trx, this.seed.tenantId, movement, new Date(at));
    }
  }

  /** A completed claim and its rewards; none below a threshold. */
  async claim(by: Holder, campaign: CampaignRow, at: string, portions: readonly Portion[], business?: BusinessRow): Promise<void> {
    const id = this.#process('claim');
    await this.trx
      .insertInto('claims')
      .values({
        tenant_id: this.seed.tenantId,
        id,
        campaign_id: campaign.id,
        user_id: by.row.id,
        business_id: business?.id ?? null,
        trigger_source_id: null,
        multiplier: 1,
        status: 'COMPLETED',
        failure_reason: null,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await this.receive(by, at, portions, 'CAMPAIGN_USER_CLAIM', id);
  }

  /** A completed redeem: what was paid, and what came for it. */
  async redeem(by: Holder, offer: RedemptionRow, at: string, paid: Portion, portions: readonly Portion[]): Promise<void> {
    const id = this.#process('redeem');
    await this.trx
      .insertInto('redeems')
      .values({
        tenant_id: this.seed.tenantId,
        id,
        redemption_id: offer.id,
        user_id: by.row.id,
        business_id: null,
        status: 'COMPLETED',
        user_country_code: 'IE',
        anonymized_ip_address: null,
        failure_reason: null,
        created_at: at,
        updated_at: at,
      })
      .execute();
    const [token, amount] = paid;
    const spend = { type: 'TRANSFER' as const, token, tokenItemIncrementalId: null, amount, sender: by.wallet, recipient: this.bank };
    await recordTransaction(
      this.trx,
      this.seed.tenantId,
      { ...spend, triggerProcessType: 'REDEMPTION_SPEND', triggerProcessId: id },
      new Date(at),
    );
    await this.receive(by, at, portions, 'REDEMPTION_RECEIVE', id);
  }
}
