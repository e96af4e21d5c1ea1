import { recordTransaction } from '../../../demo/server/ledger.js';
import type { TokenRow } from '../../../demo/server/schema.js';
import { createWallet, randomAddress } from '../../../demo/server/wallets.js';
import type { World } from '../../../demo/server/world.js';

/** Secrets that must never be seen; each tenant has its own. */
export const canaries = (tenantId: string) => ({
  stripe_api_key: `sk_live_canary_${tenantId}`,
  stripe_webhook_secret: `whsec_canary_${tenantId}`,
  login_token: `login_canary_${tenantId}`,
  api_private_key: `private_canary_${tenantId}`,
});

/** A small harbour: two tokens, two businesses, one customer with history, an administrator and a member of both businesses. */
export const harbour: World = {
  title: 'Harbour Card',
  tenant: {
    project_description: 'Points around the harbour.',
    project_website: 'https://harbour.example',
    project_email: 'hello@harbour.example',
    project_image_url: 'https://harbour.example/logo.png',
    stripe_publishable_key: 'pk_test_x',
    firebase_tenant_id: 'harbour-1',
    client_ip_location: JSON.stringify({ country_code: 'ES', country_name: 'Spain' }),
  },
  allowGuests: false,
  async seed(trx, tenantId, ids, now) {
    const at = now.toISOString();
    const own = { tenant_id: tenantId };
    const token = (name: string, type: string, active = 1): TokenRow => ({
      ...own,
      id: ids(name),
      contract_address: randomAddress(),
      chain_id: 80002,
      name,
      symbol: name.slice(0, 3).toUpperCase(),
      decimals: type === 'ERC20' ? 18 : null,
      type,
      is_active: active,
      is_gallery: 0,
      created_at: at,
    });
    const [points, rewards, old] = [token('points', 'ERC20'), token('rewards', 'ERC1155'), token('old', 'ERC20', 0)];
    await trx.insertInto('tokens').values([points, rewards, old]).execute();
    await trx
      .insertInto('token_items')
      .values({
        ...own,
        id: ids('coffee'),
        token_id: rewards.id,
        incremental_id: 3,
        name: 'Free coffee',
        description: null,
        image_url: null,
        external_url: null,
        expiry_date: null,
      })
      .execute();
    await trx
      .insertInto('status_types')
      .values(
        [
          [2, 'Gold', '1000'],
          [1, 'Silver', '500'],
        ].map(([id, name, least]) => ({
          ...own,
          id: Number(id),
          name: String(name),
          description: null,
          min_token_balance: String(least),
          discount_percentage: 10,
          image_url: null,
          eligible_token_addresses: JSON.stringify([points.contract_address]),
        })),
      )
      .execute();
    const business = (name: string, active = 1) => ({
      ...own,
      id: ids(name),
      email: `${name}@harbour.example`,
      legal_name: name,
      display_name: name,
      description: null,
      short_description: null,
      website_url: null,
      image_url: null,
      address: 'Pier 1',
      city: 'Barcelona',
      postal_code: '08002',
      latitude: 41.3,
      longitude: 2.1,
      business_type: JSON.stringify({ id: 4, name: 'Café' }),
      is_active: active,
    });
    await trx
      .insertInto('businesses')
      .values([business('kiosk'), business('museum'), business('closed', 0)])
      .execute();
    for (const name of ['kiosk', 'museum', 'closed']) await createWallet(trx, tenantId, 'business', ids(name), now);
    await trx
      .insertInto('business_members')
      .values(
        ['kiosk', 'museum'].map((name) => ({
          ...own,
          id: ids(`member ${name}`),
          business_id: ids(name),
          external_id: 'jon',
          role: 'STAFF',
        })),
      )
      .execute();
    await trx
      .insertInto('admins')
      .values({ ...own, id: ids('admin'), external_id: 'ada', email: null })
      .execute();
    await trx
      .insertInto('users')
      .values({
        ...own,
        id: ids('mina'),
        email: 'mina@harbour.example',
        first_name: 'Mina',
        last_name: 'Ferrer',
        external_id: 'crm-1',
        instagram_account_id: null,
        google_account_name: null,
        custom_data: null,
        public_profile: null,
        is_guest: 0,
        is_active: 1,
        created_at: at,
        updated_at: at,
      })
      .execute();
    const mina = await createWallet(trx, tenantId, 'user', ids('mina'), now);
    const bank = await trx
      .selectFrom('wallets')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('owner_type', '=', 'tenant')
      .executeTakeFirstOrThrow();
    const kiosk = await trx
      .selectFrom('wallets')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('owner_id', '=', ids('kiosk'))
      .executeTakeFirstOrThrow();
    const base = { tokenItemIncrementalId: null, triggerProcessType: 'ADMIN_TRIGGERED', triggerProcessId: null };
    const hour = (n: number) => new Date(now.getTime() - n * 3_600_000);
    for (let n = 1; n <= 12; n++) {
      await recordTransaction(
        trx,
        tenantId,
        { ...base, type: 'MINT', token: points, amount: String(n * 10), sender: bank, recipient: mina },
        hour(30 - n),
      );
    }
    await recordTransaction(
      trx,
      tenantId,
      { ...base, type: 'MINT', token: rewards, tokenItemIncrementalId: 3, amount: '1', sender: bank, recipient: mina },
      hour(5),
    );
    await recordTransaction(trx, tenantId, { ...base, type: 'MINT', token: old, amount: '7', sender: bank, recipient: mina }, hour(4));
    await recordTransaction(
      trx,
      tenantId,
      { ...base, type: 'TRANSFER', token: points, amount: '30', sender: mina, recipient: kiosk },
      hour(3),
    );
    await recordTransaction(
      trx,
      tenantId,
      { ...base, type: 'BURN', token: points, amount: '50.5', sender: mina, recipient: null },
      hour(2),
    );
    await trx.updateTable('tenant_secrets').set(canaries(tenantId)).where('tenant_id', '=', tenantId).execute();
    return {
      customers: [
        { key: 'mina', name: 'Mina Ferrer', externalId: 'crm-1', email: 'mina@harbour.example' },
        { key: 'new', name: 'Nora New', externalId: 'crm-2', email: 'nora@harbour.example' },
      ],
      admin: { key: 'ada', name: 'Ada Admin', externalId: 'ada' },
      business: { key: 'jon', name: 'Jon Member', externalId: 'jon' },
    };
  },
};
