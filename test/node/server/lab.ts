import { History } from '../../../demo/server/worlds/history.js';
import { Seed } from '../../../demo/server/worlds/seed.js';
import type { World } from '../../../demo/server/world.js';

/** Customers who have 1,000 points each; the first also has 600 of the token that levels count. */
export const CROWD = 40;

/** A world of plain things, one for each rule, in which every effect can be counted. */
export const lab: World = {
  title: 'Lab',
  tenant: { client_ip_location: JSON.stringify({ country_code: 'IE' }) },
  async seed(trx, tenantId, ids, now, publicUrl) {
    const seed = new Seed(tenantId, ids, now, publicUrl);
    const points = seed.token('points', { name: 'Points', symbol: 'PTS' });
    const status = seed.token('status', { name: 'Status', symbol: 'STA' });
    const things = seed.token('things', { name: 'Things', symbol: 'THG', type: 'ERC1155' });
    seed.item(things, 1, { name: 'Mug' });
    seed.item(things, 2, { name: 'Cap' });
    seed.level({ id: 1, name: 'Friend', description: '', from: '500', discount: 10, picture: 'level-silver' }, status);
    seed.level({ id: 2, name: 'Family', description: '', from: '5000', discount: 25, picture: 'level-gold' }, status);
    seed.business('bar', { name: 'Bar', short: '', at: [53.3458, -6.2417] });
    seed.business('hall', { name: 'Hall', short: '', at: [53.3489, -6.2463] });
    seed.redemptionType(1, 'Things');
    const pts = (amount: string, max?: string) => ({ token: points, amount, ...(max ? { max } : {}) });
    seed.campaign('once', { name: 'Once', gives: [pts('50')], trigger: { perUser: 1 }, tags: ['a', 'b%c'] });
    seed.campaign('daily', {
      name: 'Daily',
      gives: [pts('10'), { token: things, amount: '1', item: 1 }],
      trigger: { perDay: 2, cooldownSeconds: 600 },
      tags: ['Ab"c', 'a'],
    });
    seed.campaign('fifth', { name: 'Every third', gives: [pts('30')], trigger: { threshold: 3 } });
    seed.campaign('free', { name: 'Unlimited', gives: [pts('1')], trigger: {} });
    seed.campaign('scaled', { name: 'Scaled', gives: [pts('20', '100')], trigger: { maxMultiplier: 10 } });
    seed.campaign('places', {
      name: 'Places',
      gives: [pts('5')],
      trigger: {},
      at: [
        { business: 'bar', perUser: 1 },
        { business: 'hall', perDay: 1 },
      ],
    });
    seed.campaign('near', { name: 'Near', gives: [pts('5')], trigger: { withinMetres: 100 }, at: [{ business: 'bar' }] });
    seed.campaign('code', {
      name: 'Code',
      gives: [pts('5')],
      trigger: {},
      codes: [
        { name: 'Door', business: 'bar' },
        { name: 'Old door', active: false },
      ],
      at: [{ business: 'bar' }],
    });
    seed.campaign('code-too', { name: 'Code too', gives: [pts('7')], trigger: {}, codes: [{ name: 'Window', business: 'hall' }] });
    seed.campaign('email', { name: 'E-mail', gives: [pts('5')], trigger: { needs: ['email'] } });
    seed.campaign('bar', { name: 'By the bar', gives: [pts('8')], trigger: { by: 'BUSINESS' }, at: [{ business: 'bar' }] });
    seed.campaign('system', {
      name: 'By the system',
      gives: [pts('9')],
      trigger: { by: 'SYSTEM', conditions: [{ type: 'GREATER_OR_EQUAL', key: 'spent', value: 5 }] },
    });
    seed.campaign('foreign', { name: 'Foreign', gives: [pts('5')], trigger: {}, countries: ['FR'] });
    seed.campaign('soon', { name: 'Soon', gives: [pts('5')], trigger: {}, startsIn: 1 });
    seed.campaign('over', { name: 'Over', gives: [pts('5')], trigger: {}, startsIn: -9, endsIn: -1 });
    seed.campaign('off', { name: 'Off', gives: [pts('5')], trigger: {}, active: false, at: [{ business: 'hall' }] });
    seed.campaign('nobody', { name: 'Nobody', gives: [pts('5')], trigger: null });
    const gives = [{ token: things, amount: '1', item: 2 }];
    seed.offer('cap', { name: 'Cap', price: '100', gives, type: 1 });
    seed.offer('last', { name: 'Last piece', price: '100', gives, stock: [1, 10] });
    seed.offer('gone', { name: 'Gone', price: '100', stock: [0, 10] });
    seed.offer('single', { name: 'One each', price: '10', perUser: 1, stock: [50, 50] });
    seed.offer('dear', { name: 'Dear', price: '100000' });
    seed.offer('friends', { name: 'Friends only', price: '95', level: 1 });
    seed.offer('family', { name: 'Family only', price: '1', level: 2 });
    seed.offer('abroad', { name: 'Abroad', price: '1', countries: ['GB'] });
    seed.offer('present', { name: 'Present', price: '0', gives });
    seed.offer('words', { name: 'Kind words', price: '0' });
    seed.offer('off', { name: 'Off', price: '1', active: false });
    const crowd = Array.from({ length: CROWD }, (_, at) =>
      seed.customer(`c${at}`, { name: `Customer ${at}`, ...(at < 2 ? { email: `c${at}@example.com` } : {}) }),
    );
    const people = { customers: crowd, admin: seed.admin('Admin'), business: seed.member('bar', 'Barkeeper') };
    await seed.write(trx);
    const history = await History.of(trx, seed);
    for (const one of crowd) await history.receive(one, seed.ago(9), [[points, '1000']]);
    await history.receive(crowd[0]!, seed.ago(9), [[status, '600']]);
    return people;
  },
};
