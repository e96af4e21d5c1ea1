import { expect } from '@open-wc/testing';
import * as api from '../../src/client/index.js';
import { createSessionStore } from '../../src/client/session-store.js';
import { apiUrl, openTenant, type TestTenant } from '../support/tenant.js';

/** What a second tab runs: the same files, loaded again in a browsing context of its own. */
type Library = typeof api;

interface Tab {
  readonly session: api.Session;
  readonly changes: string[];
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function openSession(tenant: TestTenant, { createSession, createClient }: Library = api): Tab {
  const session = createSession({ client: createClient({ projectKey: tenant.projectKey, apiUrl }) });
  const changes: string[] = [];
  session.onChange(({ reason }) => changes.push(reason));
  open.push(() => session.close());
  return { session, changes };
}

async function openTab(tenant: TestTenant): Promise<Tab> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<script type="module">window.entry = import('${new URL('../../src/client/index.ts', import.meta.url).href}');</script>`;
  document.body.append(frame);
  open.push(() => frame.remove());
  await new Promise((resolve) => (frame.onload = resolve));
  return openSession(tenant, await (frame.contentWindow as unknown as { entry: Promise<Library> }).entry);
}

async function signedIn(): Promise<{ tenant: TestTenant; first: Tab }> {
  const tenant = await openTenant('newcomer');
  const first = openSession(tenant);
  await first.session.signIn(tenant.customers[0]!.identityToken);
  return { tenant, first };
}

/** The keys that the database holds for a project. */
async function storedKeys(projectKey: string): Promise<string[]> {
  const request = indexedDB.open('pers-rewards');
  await new Promise((resolve, reject) => ((request.onsuccess = resolve), (request.onerror = reject)));
  const keys = request.result.transaction('sessions').objectStore('sessions').getAllKeys();
  await new Promise((resolve) => (keys.onsuccess = resolve));
  request.result.close();
  return keys.result.map(String).filter((key) => key.includes(projectKey));
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !condition(); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).to.equal(true);
}

describe('session, in a browser', () => {
  it('lives on after a reload, with what is known of the customer', async () => {
    const { tenant, first } = await signedIn();
    await first.session.remember('u-1');
    const token = await first.session.accessToken();
    first.session.close();
    const { session, changes } = openSession(tenant);
    expect(session.state).to.equal('none');
    expect(await session.restore()).to.equal('active');
    expect([session.userId, session.guest, await session.accessToken()]).to.eql(['u-1', false, token]);
    expect(changes).to.eql(['restored']);
  });

  it('keeps tokens in its own database and nowhere else, and removes them at the sign-out', async () => {
    const { tenant, first } = await signedIn();
    const token = (await first.session.accessToken())!;
    expect(await storedKeys(tenant.projectKey)).to.have.length(1);
    const elsewhere =
      JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + document.documentElement.outerHTML + location.href;
    expect(elsewhere.includes(token)).to.equal(false);
    await first.session.signOut();
    expect(await storedKeys(tenant.projectKey)).to.eql([]);
  });

  it('stores nothing before a sign-in, not even an empty database', async () => {
    const tenant = await openTenant('newcomer');
    const { session } = openSession(tenant);
    await session.restore();
    await session.signIn('not.a.token').catch(() => undefined);
    const databases = await indexedDB.databases();
    if (databases.some(({ name }) => name === 'pers-rewards')) expect(await storedKeys(tenant.projectKey)).to.eql([]);
    const name = `pers-rewards-${tenant.tenantId}`;
    const exists = async () => (await indexedDB.databases()).some((database) => database.name === name);
    const store = createSessionStore('key', name);
    expect([await store.read(), await exists()]).to.eql([null, false]);
    expect([await store.write(null), await store.write(null, 'other'), await exists()]).to.eql([true, false, false]);
    const record = {
      id: 'a',
      accessToken: 'x',
      refreshToken: 'y',
      renewAt: 1,
      expiresAt: 2,
      guest: false,
      deviceId: null,
      userId: null,
      subject: null,
    };
    expect([await store.write(record), await store.read(), await exists()]).to.eql([true, record, true]);
    expect([await store.write({ ...record, id: 'b' }, 'other'), await store.read()]).to.eql([false, record]);
    store.close();
    indexedDB.deleteDatabase(name);
  });

  it('tells the other tabs of a sign-in, a refresh and a sign-out', async () => {
    const tenant = await openTenant('newcomer');
    const first = openSession(tenant);
    const second = await openTab(tenant);
    await first.session.signIn(tenant.customers[0]!.identityToken);
    await until(() => second.session.state === 'active');
    const token = (await second.session.accessToken())!;
    expect(await first.session.accessToken()).to.equal(token);
    const renewed = await first.session.renew(token);
    await until(() => second.changes.length === 2);
    expect(await second.session.accessToken()).to.equal(renewed);
    await second.session.signOut();
    await until(() => first.session.state === 'none');
    expect(first.changes).to.eql(['signed-in', 'refreshed', 'signed-out']);
    expect(second.changes).to.eql(['signed-in', 'refreshed', 'signed-out']);
  });

  it('eight tabs that need a token at the same moment send one refresh', async () => {
    const { tenant, first } = await signedIn();
    const tabs = [first, ...(await Promise.all(Array.from({ length: 7 }, () => openTab(tenant))))];
    await Promise.all(tabs.slice(1).map(({ session }) => session.restore()));
    for (let trial = 1; trial <= 8; trial++) {
      const token = (await first.session.accessToken())!;
      const renewed = await Promise.all(tabs.map(({ session }) => session.renew(token)));
      expect(new Set(renewed).size).to.equal(1);
      expect(renewed[0]).to.be.a('string').and.not.equal(token);
      expect((await tenant.requests())['POST /auth/refresh']).to.equal(trial);
    }
  }).timeout(15_000);

  it('a refresh in one tab that ends after the sign-out in another brings nothing back', async () => {
    const { tenant, first } = await signedIn();
    const second = await openTab(tenant);
    await second.session.restore();
    await tenant.fault({ path: '/auth/refresh', delayMs: 300 });
    const late = first.session.renew((await first.session.accessToken())!);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await second.session.signOut();
    expect(await late).to.equal(null);
    expect([first.session.state, await storedKeys(tenant.projectKey)]).to.eql(['none', []]);
    expect(first.changes).to.eql(['signed-in', 'signed-out']);
  });

  it('without database, locks and channels it holds for this page', async () => {
    const tenant = await openTenant('newcomer');
    const kept = ['indexedDB', 'BroadcastChannel'].map((name) => [name, Object.getOwnPropertyDescriptor(window, name)!] as const);
    const locks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks')!;
    for (const [name] of kept) Object.defineProperty(window, name, { value: undefined, configurable: true });
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined, configurable: true });
    try {
      const { session } = openSession(tenant);
      await session.signIn(tenant.customers[0]!.identityToken);
      const token = (await session.accessToken())!;
      expect(await session.renew(token))
        .to.be.a('string')
        .and.not.equal(token);
      await session.signOut();
      expect(session.state).to.equal('none');
    } finally {
      for (const [name, descriptor] of kept) Object.defineProperty(window, name, descriptor);
      Object.defineProperty(Navigator.prototype, 'locks', locks);
    }
  });

  it('goes on when the database refuses', async () => {
    const tenant = await openTenant('newcomer');
    const original = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    try {
      const { session } = openSession(tenant);
      expect(await session.restore()).to.equal('none');
      await session.signIn(tenant.customers[0]!.identityToken);
      expect([session.state, await session.restore()]).to.eql(['active', 'active']);
    } finally {
      IDBFactory.prototype.open = original;
    }
  });
});
