import { expect, waitUntil } from '@open-wc/testing';
import { openTenant } from '../support/tenant.js';
import { show, tap, textOf } from './rewards-fixture.js';

it('points that could not be read again: it says so beside the offers, and the retry reads them', async () => {
  const tenant = await openTenant('newcomer');
  const shop = await show('pers-redemption-shop', { world: tenant, who: 'nia' });
  await shop.says('[part=card]', '100 more points');
  expect(shop.all('[part=error]')).to.have.lengthOf(0);

  await tenant.fault({ path: '/balances', status: 403, times: 9 });
  shop.rewards.refresh();
  const retry = await shop.found('[part=error] button');
  expect(textOf(shop.find('[part=list]'))).to.contain('100 more points');

  await tenant.clearFaults();
  await tap(retry);
  await waitUntil(() => shop.all('[part=error]').length === 0);
});
