import { Seed } from '../../demo/server/worlds/seed.js';
import type { World } from '../../demo/server/world.js';

/** What a claim gives and what the offer costs. */
export const GIVES = 100;
export const COSTS = 40;
export const CUSTOMER = { name: 'Ada Secretperson', email: 'ada.secretperson@example.com' };

/**
 * One campaign and one offer that the server lets everybody have as often as they ask: whatever is sent twice happens twice, so that nothing
 * but the widget keeps it from happening.
 */
export const harvest: World = {
  title: 'Harvest',
  tenant: {},
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const points = seed.token('points', { name: 'Points', symbol: 'PTS' });
    const status = seed.token('status', { name: 'Status', symbol: 'STA' });
    seed.level({ id: 1, name: 'Friend', description: '', from: '500', discount: 0, picture: 'level-silver' }, status);
    seed.business('barn', { name: 'Barn', short: '' });
    seed.redemptionType(1, 'Things');
    seed.campaign('harvest', {
      name: 'Harvest',
      gives: [{ token: points, amount: String(GIVES) }],
      trigger: {},
      at: [{ business: 'barn' }],
    });
    seed.offer('mug', { name: 'Mug', description: '', price: String(COSTS), type: 1 });
    const admin = seed.admin('Boss');
    const ada = seed.customer('ada', CUSTOMER);
    await seed.write(trx, 'logo');
    return { customers: [ada], admin };
  },
};
