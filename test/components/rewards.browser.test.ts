import { expect, waitUntil } from '@open-wc/testing';
import type { PersRewards } from '../../src/components/rewards/rewards.js';
import '../../src/define.js';
import { expectConsole } from '../support/console.js';
import { apiUrl, openTenant, type TestTenant } from '../support/tenant.js';
import { contextOf, eventOf, place, signedIn, started, roots } from './rewards-page.js';

describe('pers-rewards: configuration', () => {
  it('shows the whole widget without content of its own, and the page’s layout with it', async () => {
    const tenant = await openTenant('newcomer');
    const whole = place(tenant);
    const own = place(tenant, {}, [document.createElement('p')]);
    await Promise.all([whole.updateComplete, own.updateComplete]);
    expect(whole.shadowRoot!.querySelector('pers-panel')).to.not.equal(null);
    expect(own.shadowRoot!.querySelector('pers-panel')).to.equal(null);
    own.replaceChildren(' ');
    await waitUntil(() => own.shadowRoot!.querySelector('pers-panel'));
  });

  it('says that it is ready, to listeners and to who waits', async () => {
    const tenant = await openTenant('newcomer');
    const root = document.createElement('pers-rewards');
    const before = root.whenReady();
    roots.push(root);
    root.projectKey = tenant.projectKey;
    root.apiUrl = apiUrl;
    const ready = eventOf<HTMLElementEventMap['pers-ready']>(document, 'pers-ready');
    document.body.append(root);
    expect((await ready).detail.projectName)
      .to.be.a('string')
      .and.not.equal('');
    expect((await ready).target).to.equal(root);
    await before;
    await root.whenReady();
  });

  it('takes the configuration that was asked for already, and asks no second time', async () => {
    const tenant = await openTenant('newcomer');
    const root = document.createElement('pers-rewards');
    roots.push(root);
    root.setAttribute('project-key', tenant.projectKey);
    root.setAttribute('api-url', apiUrl);
    root.early = Promise.resolve({ id: tenant.tenantId, projectName: 'From before', clientIpLocation: null });
    const ready = eventOf<HTMLElementEventMap['pers-ready']>(root, 'pers-ready');
    document.body.append(root);
    expect((await ready).detail.projectName).to.equal('From before');
    expect((await tenant.requests())['GET /tenants/client-config']).to.equal(undefined);
  });

  it('without a key, and with a wrong attribute: one line with the fix, no element, content untouched', async () => {
    const lines = expectConsole(/project-key|theme/);
    const text = document.createElement('p');
    const root = place({ projectKey: '' }, {}, [text]);
    await root.whenReady().then(
      () => expect.fail('ready'),
      (error: { code: string }) => expect(error.code).to.equal('CONFIG_PROJECT_KEY_MISSING'),
    );
    const other = place({ projectKey: 'a'.repeat(64) }, { theme: 'night' });
    await other.updateComplete;
    expect(lines.map((line) => line.replace('[pers-rewards] ', ''))).to.deep.equal([
      'project-key is missing. Paste the public project key of your programme. (CONFIG_PROJECT_KEY_MISSING)',
      'theme "night" is not one of auto, light, dark, system. (CONFIG_VALUE_INVALID)',
    ]);
    expect([text.isConnected, contextOf(root), contextOf(other)]).to.deep.equal([true, null, null]);
  });

  it('a key that is not known: one line, nothing for customers', async () => {
    const lines = expectConsole(/project-key/);
    const root = place({ projectKey: 'b'.repeat(64) });
    const failed = eventOf<HTMLElementEventMap['pers-error']>(root, 'pers-error');
    expect((await failed).detail.error.code).to.equal('INVALID_PROJECT_KEY');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain(`project-key bbbbbbbbbbbb… is not known at ${apiUrl}`);
    expect(contextOf(root)).to.equal(null);
    const refused = await root.whenReady().catch((error: { code: string }) => error.code);
    expect(refused).to.equal('INVALID_PROJECT_KEY');
  });

  it('another key is another project; texts and colours change without a new store', async () => {
    const [one, two] = await Promise.all([openTenant('newcomer'), openTenant('sold-out')]);
    const root = place(one);
    const { store } = await started(root);
    const english = contextOf(root)!.strings.common.retry;
    root.setAttribute('locale', 'es-MX');
    await waitUntil(() => contextOf(root)?.locale === 'es-MX');
    expect(contextOf(root)!.strings.common.retry).not.to.equal(english);
    root.strings = { common: { retry: 'Otra vez' } };
    await waitUntil(() => contextOf(root)?.strings.common.retry === 'Otra vez');
    root.setAttribute('theme', 'dark');
    root.setAttribute('brand', '#0b6b57');
    await root.updateComplete;
    expect(getComputedStyle(root).colorScheme).to.equal('dark');
    expect(getComputedStyle(root).getPropertyValue('--pers-accent')).to.contain('#0b6b57');
    expect(contextOf(root)!.store).to.equal(store);
    root.removeAttribute('brand');
    await root.updateComplete;
    expect(getComputedStyle(root).getPropertyValue('--pers-accent')).to.equal('');
    root.setAttribute('project-key', two.projectKey);
    await waitUntil(() => contextOf(root)?.store !== store);
    expect(contextOf(root)!.snapshot.config.projectKey).to.equal(two.projectKey);
  });

  it('the language of the page counts where none is given, and its direction', async () => {
    const tenant = await openTenant('newcomer');
    document.documentElement.lang = 'es';
    try {
      const root = place(tenant);
      expect((await started(root)).locale).to.equal('es');
      root.strings = { language: 'ar' };
      await waitUntil(() => contextOf(root)?.direction === 'rtl');
    } finally {
      document.documentElement.lang = 'en';
    }
  });
});

describe('pers-rewards: actions', () => {
  const withCustomer = async (world: string): Promise<{ root: PersRewards; tenant: TestTenant }> => {
    const tenant = await openTenant(world);
    const root = place(tenant, {}, [document.createElement('p')]);
    await started(root);
    await root.identify(() => tenant.customers[0]!.identityToken);
    return { root, tenant };
  };

  it('a listener may refuse, at once or later; what is allowed is done once and said once', async () => {
    const { root, tenant } = await withCustomer('newcomer');
    const { store } = contextOf(root)!;
    const { id } = (await store.campaigns(1)).items[0]!;
    root.addEventListener('pers-before-claim', (event) => event.preventDefault(), { once: true });
    expect((await store.claim(id)).error?.code).to.equal('CANCELLED_BY_PAGE');
    root.addEventListener('pers-before-claim', (event) => event.respondWith(Promise.resolve(false)), { once: true });
    expect((await store.claim(id)).error?.code).to.equal('CANCELLED_BY_PAGE');
    expect((await tenant.requests())['POST /campaigns/claims']).to.equal(undefined);
    root.addEventListener('pers-before-claim', (event) => event.respondWith(Promise.resolve(true)), { once: true });
    const said: Event[] = [];
    document.addEventListener('pers-claimed', (event) => said.push(event));
    const [one, two] = await Promise.all([store.claim(id), store.claim(id)]);
    expect(one).to.equal(two);
    expect([one.state, said.length, (await tenant.requests())['POST /campaigns/claims']]).to.deep.equal(['done', 1, 1]);
    expect(await tenant.ledgerSum()).to.equal('0');
  });

  it('a server error leaves open what happened; the reload finds out', async () => {
    const { root, tenant } = await withCustomer('newcomer');
    const { store } = contextOf(root)!;
    const { id } = (await store.campaigns(1)).items[0]!;
    await tenant.fault({ method: 'POST', path: '/campaigns/claims', status: 503 });
    void store.claim(id);
    await waitUntil(() => contextOf(root)!.snapshot.intents.get(`claim:${id}`)?.state === 'unknown');
    root.remove();
    await Promise.resolve();
    const next = place(tenant, {}, [document.createElement('p')]);
    await signedIn(next);
    await waitUntil(() => contextOf(next)!.snapshot.intents.get(`claim:${id}`)?.state === 'unknown');
    expect((await tenant.requests())['POST /campaigns/claims']).to.equal(1);
    await next.signOut();
    expect(contextOf(next)!.snapshot.intents.size).to.equal(0);
  });

  it('two roots of one page cannot claim twice', async () => {
    const { root, tenant } = await withCustomer('newcomer');
    const other = place(tenant, {}, [document.createElement('p')]);
    await signedIn(other);
    const { id } = (await contextOf(root)!.store.campaigns(1)).items[0]!;
    const both = await Promise.all([contextOf(root)!.store.claim(id), contextOf(other)!.store.claim(id)]);
    expect(both.map(({ state }) => state)).to.deep.equal(['done', 'done']);
    expect((await tenant.requests())['POST /campaigns/claims']).to.equal(1);
  });
});
