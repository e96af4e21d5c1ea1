import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { VERSION } from '../../src/version.js';
import { apiUrl, openTenant } from '../support/tenant.js';

const settle = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts what is added and not taken away again, on the targets that outlive an element. */
function watch() {
  const listeners = new Map<string, number>();
  const originals = [window, document].map((target) => {
    const { addEventListener, removeEventListener } = target;
    const name = target === window ? 'window' : 'document';
    const count = (type: string, by: number) => listeners.set(`${name} ${type}`, (listeners.get(`${name} ${type}`) ?? 0) + by);
    target.addEventListener = function (this: EventTarget, type: string, ...rest: never[]) {
      count(type, 1);
      (rest[1] as AddEventListenerOptions | undefined)?.signal?.addEventListener('abort', () => count(type, -1));
      return (addEventListener as (...args: unknown[]) => void).call(this, type, ...rest);
    } as typeof target.addEventListener;
    target.removeEventListener = function (this: EventTarget, type: string, ...rest: never[]) {
      count(type, -1);
      return (removeEventListener as (...args: unknown[]) => void).call(this, type, ...rest);
    } as typeof target.removeEventListener;
    return () => Object.assign(target, { addEventListener, removeEventListener });
  });
  const timers = new Set<unknown>();
  const { setTimeout: set, clearTimeout: clear } = window;
  window.setTimeout = ((task: () => void, ms?: number) => {
    const id = set(() => (timers.delete(id), task()), ms);
    timers.add(id);
    return id;
  }) as typeof window.setTimeout;
  window.clearTimeout = ((id: never) => (timers.delete(id), clear(id))) as typeof window.clearTimeout;
  const { BroadcastChannel: Channel } = window;
  let channels = 0;
  window.BroadcastChannel = class extends Channel {
    constructor(name: string) {
      super(name);
      channels += 1;
    }
    override close(): void {
      channels -= 1;
      super.close();
    }
  };
  return {
    get left() {
      return { listeners: [...listeners].filter(([, count]) => count > 0), timers: timers.size, channels };
    },
    /** Waits until no timer is left, by a timer that does not count. */
    async quiet() {
      for (let turn = 0; timers.size > 0 && turn < 250; turn++) await new Promise((resolve) => set(resolve, 20));
      return timers.size;
    },
    end() {
      for (const restore of originals) restore();
      Object.assign(window, { setTimeout: set, clearTimeout: clear, BroadcastChannel: Channel });
    },
  };
}

const place = (projectKey: string): HTMLElementTagNameMap['pers-rewards'] => {
  const root = document.createElement('pers-rewards');
  root.projectKey = projectKey;
  root.apiUrl = apiUrl;
  return root;
};

describe('pers-rewards: life', () => {
  it('put in and taken out fifty times, it leaves no listener, timer, channel or request', async () => {
    const tenant = await openTenant('regular');
    const watched = watch();
    try {
      for (let turn = 0; turn < 50; turn++) {
        const root = place(tenant.projectKey);
        root.identity = () => null;
        document.body.append(root);
        if (turn % 2) await root.updateComplete;
        if (turn % 10 === 9) await root.whenReady();
        root.remove();
      }
      expect(await watched.quiet(), 'timers left').to.equal(0);
      // The server counts what arrives, also after it was given up.
      await settle(300);
      const before = await tenant.requests();
      await settle(300);
      expect(watched.left).to.deep.equal({ listeners: [], timers: 0, channels: 0 });
      expect(await tenant.requests()).to.deep.equal(before);
      expect(document.querySelector('pers-rewards')).to.equal(null);
    } finally {
      watched.end();
    }
  });

  it('moved in the document it keeps its store and asks for nothing again', async () => {
    const tenant = await openTenant('newcomer');
    const root = place(tenant.projectKey);
    const [one, two] = [document.createElement('div'), document.createElement('div')];
    document.body.append(one, two);
    one.append(root);
    await root.whenReady();
    await settle(300);
    const before = await tenant.requests();
    two.append(root);
    await settle(300);
    await root.whenReady();
    expect(await tenant.requests()).to.deep.equal(before);
    root.remove();
    await settle();
    one.append(root);
    await root.whenReady();
    expect((await tenant.requests())['GET /tenants/client-config']).to.equal(2);
    one.remove();
    two.remove();
  });

  it('projects side by side do not know of each other', async () => {
    const tenants = await Promise.all([openTenant('newcomer'), openTenant('sold-out')]);
    const roots = tenants.map(({ projectKey }) => place(projectKey));
    document.body.append(...roots);
    await Promise.all(roots.map((root) => root.whenReady()));
    await roots[0]!.identify(() => tenants[0]!.customers[0]!.identityToken);
    expect((await tenants[0]!.requests())['POST /auth/token']).to.equal(1);
    expect((await tenants[1]!.requests())['POST /auth/token']).to.equal(undefined);
    await roots[0]!.signOut();
    for (const root of roots) root.remove();
  });

  it('calls before it is on the page do nothing and throw nothing', async () => {
    const root = place('c'.repeat(64));
    await Promise.all([root.signIn(), root.signOut()]);
    root.refresh();
    expect(root.isConnected).to.equal(false);
  });

  it('a second copy of the library stays aside, and says so in one line', async () => {
    const lines: string[] = [];
    const { info } = console;
    console.info = (...args: unknown[]) => lines.push(args.join(' '));
    try {
      await import(`../../src/define.ts?copy=${Date.now()}`);
    } finally {
      console.info = info;
    }
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain(`Version ${VERSION} is on this page already`).and.to.contain(`version ${VERSION}, stays aside`);
  });
});
