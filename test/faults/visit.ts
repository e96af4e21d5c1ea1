import type { Page } from 'playwright-core';
import type { OpenedTenant } from '../../demo/server/open-tenant.js';
import type { Json } from '../proof/served.js';
import type { Lane } from './lane.js';
import { readScreen, type Screen } from './screen.js';
import type { Heard, Stage } from './stage.js';

/** Milliseconds that the clock goes on by at once: less than anything that the widget loses patience over. */
const STRIDE = 1000;
const LONG_STRIDE = 2000;
/** So long steps are short: within it a request of the page runs out of time. */
const FINE = 18_000;
/** Real milliseconds in which a page has to come to rest. */
const PATIENCE = 60_000;

/** What the server has of the customer. Failed processes are no effects. */
export interface Effects {
  readonly claims: readonly { readonly id: string }[];
  readonly redeems: readonly { readonly id: string }[];
}

/** Runs in the page: what its database still has to answer, once everything that is due has had its turn. */
async function pendingAfterTurns(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (port1.close(), done());
      port2.postMessage(0);
    });
  }
  return (window as unknown as Record<symbol, { pending: number }>)[Symbol.for('test.watch')]!.pending;
}

/**
 * The widget of one fresh tenant on a page. Its time passes only when the page has come to rest, so that a slow machine is not taken for a
 * slow server.
 */
export class Visit {
  #admin: Record<string, string> | undefined;

  constructor(
    readonly stage: Stage,
    readonly page: Page,
    readonly heard: Heard,
    readonly lane: Lane,
    readonly tenant: OpenedTenant,
  ) {}

  /** Puts the elements on the page, for a customer whom the shop knows. */
  async mount(): Promise<void> {
    await this.page.evaluate(
      ({ key, url, identity }) => {
        const root = Object.assign(document.createElement('pers-rewards'), {
          identity: async () => ((await (await fetch(identity)).json()) as { identityToken: string }).identityToken,
        });
        root.setAttribute('project-key', key);
        root.setAttribute('api-url', url);
        for (const tag of ['account', 'wallet', 'campaign-list', 'redemption-shop', 'activity'])
          root.append(document.createElement(`pers-${tag}`));
        document.querySelector('main')!.append(root);
      },
      { key: this.tenant.projectKey, url: this.lane.base, identity: `/test/tenants/${this.tenant.tenantId}/identity/ada` },
    );
  }

  /** Waits until nothing is on its way any more but what waits for the clock; gives what is on the screen then. */
  async rest(): Promise<Screen> {
    const end = Date.now() + PATIENCE;
    for (let quiet = 0; ;) {
      const pending = await this.page.evaluate(pendingAfterTurns);
      const screen = quiet > 0 ? await this.page.evaluate(readScreen) : null;
      const resting = pending === 0 && this.lane.working === 0 && this.heard.open.size <= this.lane.held;
      quiet = resting ? quiet + 1 : 0;
      if (quiet > 1 && screen) return screen;
      if (!resting) await new Promise((done) => setTimeout(done, 2));
      if (Date.now() > end)
        throw new Error(`the page does not come to rest: ${pending} ${this.lane.working} ${this.heard.open.size} ${this.lane.held}`);
    }
  }

  /** Lets time pass, on the page and in the lane. */
  async pass(milliseconds: number, stride = STRIDE): Promise<void> {
    for (let left = milliseconds; left > 0; left -= stride) await this.#go(Math.min(left, stride));
  }

  /** Lets time pass until the screen is like this, for at most so long; gives the last screen. */
  async until(like: (screen: Screen) => boolean, milliseconds: number): Promise<Screen> {
    let screen = await this.rest();
    for (let passed = 0; !like(screen) && passed < milliseconds;) {
      const step = passed < FINE ? STRIDE : LONG_STRIDE;
      screen = await this.#go(step);
      passed += step;
    }
    return screen;
  }

  async #go(step: number): Promise<Screen> {
    await this.page.clock.runFor(step);
    this.lane.advance(step);
    return this.rest();
  }

  /** Presses a button as a person with a keyboard does. `parts` may stand in any element of the widget. */
  async press(tag: string, selector: string): Promise<void> {
    await this.page.evaluate(
      ([tag, selector]) => document.querySelector(tag!)!.shadowRoot!.querySelector<HTMLElement>(selector!)!.focus(),
      [tag, selector],
    );
    await this.page.keyboard.press('Enter');
    await this.rest();
  }

  /** Presses every "Try again" that stands beside something that could not be read. */
  async retry(): Promise<void> {
    await this.page.evaluate(() => {
      for (const element of document.querySelectorAll('pers-rewards > *')) {
        element.shadowRoot?.querySelectorAll<HTMLElement>('[part=error] button').forEach((button) => button.click());
      }
    });
    await this.rest();
  }

  async effects(): Promise<Effects> {
    const { served } = this.stage;
    this.#admin ??= await served.signIn(this.tenant, 'admin');
    const list = async (path: string): Promise<{ id: string; status: string }[]> => {
      const { body } = await served.call('GET', `/v2${path}?page=1&limit=100`, this.#admin);
      return (body as Json).data as { id: string; status: string }[];
    };
    const real = (one: { status: string }): boolean => one.status !== 'FAILED';
    return { claims: (await list('/campaigns/claims')).filter(real), redeems: (await list('/redemptions/redeems')).filter(real) };
  }

  /** What the shop itself can do: lets everything be read again. */
  async refresh(): Promise<void> {
    await this.page.evaluate(() => document.querySelector<HTMLElement & { refresh(): void }>('pers-rewards')!.refresh());
    await this.rest();
  }

  async leave(): Promise<void> {
    await this.page.evaluate(() => document.querySelector('main')!.replaceChildren());
  }
}

export async function visit(stage: Stage, page: Page, heard: Heard): Promise<Visit> {
  return new Visit(stage, page, heard, stage.proxy.lane(), await stage.served.open('harvest'));
}
