import type { Db } from '../db.js';
import type { BusinessRow, CampaignRow, Database, RedemptionRow, TokenRow, UserRow, WalletRow } from '../schema.js';
import { DEFAULT_CHAIN_ID, randomAddress } from '../wallets.js';
import type { Ids, SeededPerson } from '../world.js';
import { businessRow, campaignRow, itemRow, offerRow, tokenRow, userRow, type Base } from './rows.js';
import type { BusinessSpec, CampaignSpec, ItemSpec, LevelSpec, OfferSpec, PersonSpec, TokenSpec, UnitSpec } from './specs.js';

const DAY_MS = 86_400_000;
/** Rows per insert: a statement takes 32,766 values at most. */
const CHUNK = 500;

/** Tables in the order in which their rows may be written. */
const ORDER = [
  'users',
  'businesses',
  'wallets',
  'business_members',
  'admins',
  'tokens',
  'token_items',
  'status_types',
  'campaigns',
  'campaign_engagements',
  'trigger_sources',
  'campaign_trigger_sources',
  'redemption_types',
  'redemptions',
  'token_units',
] as const;
type Rows = { [Table in (typeof ORDER)[number]]: Database[Table][] };

/** Collects the rows of a world and writes them in few statements. Same names give the same ids within a tenant. */
export class Seed {
  readonly #rows = Object.fromEntries(ORDER.map((table) => [table, []])) as unknown as Rows;
  #made = 0;

  constructor(
    readonly tenantId: string,
    readonly ids: Ids,
    readonly now: Date,
    readonly publicUrl: string,
  ) {}

  /** ISO 8601 UTC, some days and hours before now. */
  ago(days: number, hours = 0): string {
    return new Date(this.now.getTime() - days * DAY_MS - hours * 3_600_000).toISOString();
  }

  picture(name: string): string {
    return name.includes(':') ? name : `${this.publicUrl}/pictures/${name}.svg`;
  }

  /** Each row a little older than the one before, so that lists with the newest first keep the order of the file. */
  #base(name: string): Base {
    this.#made += 1;
    const created_at = new Date(this.now.getTime() - 90 * DAY_MS - this.#made * 1000).toISOString();
    return {
      tenant_id: this.tenantId,
      id: this.ids(name),
      created_at,
      day: (offset) => (offset === undefined ? null : this.ago(-offset)),
      url: (picture) => (picture === undefined ? null : this.picture(picture)),
    };
  }

  #add<Table extends keyof Rows>(table: Table, row: Rows[Table][number]): void {
    (this.#rows[table] as (typeof row)[]).push(row);
  }

  #wallet(ownerType: 'user' | 'business', ownerId: string, created_at: string): WalletRow {
    const wallet: WalletRow = {
      tenant_id: this.tenantId,
      id: this.ids(`wallet ${ownerId}`),
      owner_type: ownerType,
      owner_id: ownerId,
      wallet_management_type: 'custodial',
      address: randomAddress(),
      chain_id: DEFAULT_CHAIN_ID,
      status: 'active',
      owner_signing_account_id: null,
      created_at,
    };
    this.#add('wallets', wallet);
    return wallet;
  }

  /** Points are the oldest ERC-20, so later tokens are made younger. */
  token(key: string, spec: TokenSpec): TokenRow {
    const base = this.#base(`token ${key}`);
    const row = tokenRow({ ...base, created_at: this.ago(200 - this.#rows.tokens.length) }, DEFAULT_CHAIN_ID, spec);
    this.#add('tokens', row);
    return row;
  }

  item(token: TokenRow, number: number, spec: ItemSpec): void {
    this.#add('token_items', itemRow(this.#base(`item ${token.id} ${number}`), token, number, spec));
  }

  level({ id, name, description, from, discount, picture }: LevelSpec, token: TokenRow): void {
    this.#add('status_types', {
      tenant_id: this.tenantId,
      id,
      name,
      description,
      min_token_balance: from,
      discount_percentage: discount,
      image_url: this.picture(picture),
      eligible_token_addresses: JSON.stringify([token.contract_address]),
    });
  }

  business(key: string, spec: BusinessSpec): BusinessRow {
    const base = this.#base(`business ${key}`);
    const row = businessRow(base, spec);
    this.#add('businesses', row);
    this.#wallet('business', row.id, base.created_at);
    return row;
  }

  customer(key: string, spec: PersonSpec): SeededPerson & { row: UserRow; wallet: WalletRow } {
    const base = this.#base(`user ${key}`);
    const row = userRow(base, key, spec);
    this.#add('users', row);
    const person = { key, name: spec.name, externalId: row.external_id!, ...(spec.email ? { email: spec.email } : {}) };
    return { ...person, row, wallet: this.#wallet('user', row.id, base.created_at) };
  }

  /** Someone who acts for a business. */
  member(business: string, name: string): SeededPerson {
    const externalId = `staff-${business}`;
    const id = this.ids(`member ${business}`);
    this.#add('business_members', {
      tenant_id: this.tenantId,
      id,
      business_id: this.ids(`business ${business}`),
      external_id: externalId,
      role: 'ADMIN',
    });
    return { key: 'business', name, externalId };
  }

  admin(name: string): SeededPerson {
    this.#add('admins', { tenant_id: this.tenantId, id: this.ids('admin'), external_id: 'staff-admin', email: null });
    return { key: 'admin', name, externalId: 'staff-admin' };
  }

  redemptionType(id: number, name: string, picture?: string): void {
    this.#add('redemption_types', {
      tenant_id: this.tenantId,
      id,
      name,
      description: null,
      image_url: picture ? this.picture(picture) : null,
    });
  }

  #units(kind: 'campaign' | 'redemption', owner: string, units: readonly UnitSpec[]): void {
    units.forEach(({ token, amount, item, max }, at) =>
      this.#add('token_units', {
        tenant_id: this.tenantId,
        id: this.ids(`unit ${owner} ${at}`),
        owner_kind: kind,
        owner_id: owner,
        token_id: token.id,
        token_item_incremental_id: item ?? null,
        amount,
        max_amount: max ?? null,
      }),
    );
  }

  campaign(key: string, spec: CampaignSpec): CampaignRow {
    const row = campaignRow(this.#base(`campaign ${key}`), this.ids(`trigger ${key}`), spec);
    const { tenantId: tenant_id } = this;
    this.#add('campaigns', row);
    this.#units('campaign', row.id, spec.gives);
    for (const { business, text, perUser, perDay, link } of spec.at ?? []) {
      this.#add('campaign_engagements', {
        tenant_id,
        id: this.ids(`engagement ${key} ${business}`),
        campaign_id: row.id,
        business_id: this.ids(`business ${business}`),
        short_description: text ?? null,
        max_per_business: perUser ?? null,
        max_per_day: perDay ?? null,
        external_url: link ?? null,
      });
    }
    for (const { name, business, active } of spec.codes ?? []) {
      const id = this.ids(`code ${name}`);
      this.#add('trigger_sources', {
        tenant_id,
        id,
        type: 'QR_CODE',
        name,
        business_id: business ? this.ids(`business ${business}`) : null,
        is_active: active === false ? 0 : 1,
        created_at: row.created_at,
      });
      this.#add('campaign_trigger_sources', { tenant_id, campaign_id: row.id, trigger_source_id: id });
    }
    return row;
  }

  offer(key: string, spec: OfferSpec): RedemptionRow {
    const row = offerRow(this.#base(`offer ${key}`), this.#rows.redemptions.length + 1, spec);
    this.#add('redemptions', row);
    this.#units('redemption', row.id, spec.gives ?? []);
    return row;
  }

  /** Writes everything collected. The tenant's picture is set on the way: only a seed knows the public address. */
  async write(trx: Db, logo?: string): Promise<void> {
    if (logo)
      await trx
        .updateTable('tenants')
        .set({ project_image_url: this.picture(logo) })
        .where('id', '=', this.tenantId)
        .execute();
    for (const table of ORDER) {
      const rows = this.#rows[table] as Rows['users'];
      for (let at = 0; at < rows.length; at += CHUNK)
        await trx
          .insertInto(table as 'users')
          .values(rows.slice(at, at + CHUNK))
          .execute();
    }
  }
}
