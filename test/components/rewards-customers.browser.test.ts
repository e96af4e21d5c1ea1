import { expect, waitUntil } from '@open-wc/testing';
import { expectConsole } from '../support/console.js';
import { apiUrl, openTenant } from '../support/tenant.js';
import { arrive, contextOf, eventOf, leave, place, signedIn, started, roots } from './rewards-page.js';

describe('pers-rewards: customers', () => {
  it('a page view with a customer asks each endpoint once', async () => {
    const tenant = await openTenant('regular');
    const root = document.createElement('pers-rewards');
    roots.push(root);
    root.projectKey = tenant.projectKey;
    root.apiUrl = apiUrl;
    root.identity = () => tenant.customers[0]!.identityToken;
    document.body.append(root);
    await signedIn(root);
    await waitUntil(() => root.shadowRoot!.querySelector('pers-panel')!.shadowRoot!.querySelector('pers-campaign-list'));
    await new Promise((resolve) => setTimeout(resolve, 800));
    const requests = await tenant.requests();
    expect(Object.entries(requests).filter(([, count]) => count > 1)).to.deep.equal([]);
    expect(requests).to.include({ 'GET /tenants/client-config': 1, 'GET /campaigns': 1, 'GET /users/me': 1, 'POST /auth/token': 1 });
  });

  it('identify changes the customer with no frame of the one before; sign-out is heard by other roots', async () => {
    const tenant = await openTenant('regular');
    const root = place(tenant, {}, [document.createElement('p')]);
    const second = place(tenant, {}, [document.createElement('p')]);
    await Promise.all([started(root), started(second)]);
    const [mina, jonas] = tenant.customers;
    await root.identify(() => mina!.identityToken);
    expect((await contextOf(root)!.store.user()).firstName).to.equal('Mina');
    await signedIn(second);
    const epochs: string[] = [];
    contextOf(root)!.store.subscribe(() => {
      const { session, epoch } = contextOf(root)!.snapshot;
      epochs.push(`${session} ${epoch}`);
    });
    const { epoch } = contextOf(root)!.snapshot;
    await root.identify(() => jonas!.identityToken);
    expect((await contextOf(root)!.store.user()).firstName).to.equal('Jonas');
    expect(epochs).not.to.include(`signed-in ${epoch}`);
    const left = eventOf<HTMLElementEventMap['pers-signed-out']>(second, 'pers-signed-out');
    await signedIn(second);
    await root.signOut();
    await left;
    expect([contextOf(root)!.snapshot.session, contextOf(second)!.snapshot.session]).to.deep.equal(['signed-out', 'signed-out']);
  });

  it('a signed-in customer is still there on the next page; nothing is stored before a sign-in', async () => {
    const tenant = await openTenant('regular');
    const root = place(tenant);
    await started(root);
    await root.identify(() => tenant.customers[0]!.identityToken);
    await signedIn(root);
    await leave(root);
    const next = arrive(tenant, () => tenant.identityToken('mina'));
    await signedIn(next);
    expect((await tenant.requests())['POST /auth/token']).to.equal(1);
    await leave(next);
    const unsure = arrive(tenant, () => Promise.reject(new Error('the shop does not answer')));
    await signedIn(unsure);
    await unsure.signOut();
  });

  it('D4: the page’s customer counts on the next page view, not whoever was signed in here before', async () => {
    const tenant = await openTenant('regular');
    const mina = arrive(tenant, () => tenant.identityToken('mina'));
    await signedIn(mina);
    await leave(mina);
    const jonas = arrive(tenant, () => tenant.identityToken('jonas'));
    const seen: string[] = [];
    jonas.addEventListener('pers-signed-in', ({ detail }) => seen.push(detail.userId));
    const entered = eventOf(jonas, 'pers-signed-in');
    const { id, firstName } = await (await signedIn(jonas)).store.user();
    await entered;
    expect([firstName, seen]).to.deep.equal(['Jonas', [id]]);
    await leave(jonas);
    const nobody = arrive(tenant, () => null);
    expect((await started(nobody)).snapshot.session).to.equal('signed-out');
    await leave(nobody);
    expect((await started(arrive(tenant, null))).snapshot.session).to.equal('signed-out');
  });

  it('asks the page to sign in where it has given no callback', async () => {
    const root = place(await openTenant('newcomer'));
    await started(root);
    const asked = eventOf(root, 'pers-sign-in-requested');
    await root.signIn();
    expect((await asked).bubbles).to.equal(true);
  });

  it('a callback that throws is one line, and customers stay signed out', async () => {
    const lines = expectConsole(/identity threw/);
    const root = place(await openTenant('newcomer'));
    await started(root);
    await root.identify(() => {
      throw new Error('no session');
    });
    expect(lines).to.have.length(1);
    expect(contextOf(root)!.snapshot.sessionError?.code).to.equal('IDENTITY_FAILED');
  });
});
