import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Balance } from '../../client/balances.js';
import type { SigningAccount } from '../../client/signing-accounts.js';
import type { Transaction } from '../../client/transactions.js';
import type { Token } from '../../client/tokens.js';
import type { User } from '../../client/users.js';
import type { PersContext } from '../../state/context.js';
import { addressesOf } from '../../state/holdings.js';
import { baseStyles } from '../shared/base.styles.js';
import { Copying } from '../shared/copying.js';
import { PersElement } from '../shared/element.js';
import { Reading } from '../shared/reading.js';
import { note, spoken, states, stateStyles } from '../shared/states.js';
import { connectView, problem } from './connect.js';
import { OwnWalletController, type OwnWalletContext } from './controller.js';
import { accountView, moveView } from './linked.js';
import { ownWalletStyles } from './own-wallet.styles.js';
import { phonePath } from './phone.js';
import { recentView } from './recent.js';
import type { Asked } from './on-chain.js';

interface Own {
  readonly user: User;
  readonly accounts: readonly SigningAccount[];
  readonly tokens: readonly Token[];
  readonly movable: readonly Balance[];
  readonly recent: readonly Transaction[];
}

/**
 * @summary Addresses of a customer, and a wallet of their own: connect and link it, move rewards to it, check on the chain what happened, detach it.
 *
 * Its code comes when the wallet's details are opened, never with the page.
 *
 * @csspart connect - the way to a connected wallet
 * @csspart connect-button - the button that opens the list of wallets
 * @csspart steps - the three steps
 * @csspart wallets - the wallets of this browser
 * @csspart wallet-button - one of them
 * @csspart account - a linked wallet
 * @csspart unlink - the button that ends the link
 * @csspart unlink-confirm - the button that confirms it
 * @csspart move - what could be moved to the own wallet
 * @csspart move-button - the button that moves it
 * @csspart recent - the newest movements in the own wallet
 * @csspart check - the button that reads the receipt from the chain
 * @csspart verdict - what the chain said
 * @csspart explorer - the link to the explorer
 * @csspart copy - a button that copies an address
 * @csspart skeleton - what stands there while it is read
 * @csspart error - what went wrong
 */
export class PersOwnWallet extends PersElement {
  static override styles: CSSResultGroup = [baseStyles, stateStyles, ownWalletStyles];

  #own = new OwnWalletController(this);
  #copying = new Copying(this);
  #mine = new Reading<Own>(this, {
    signedIn: true,
    read: async (store, options) => {
      const own = await store.own();
      const [user, tokens, accounts, movable, { items }] = await Promise.all([
        store.user(options),
        store.tokens(options),
        own.accounts(options),
        own.movable(options),
        store.transactions(1, options),
      ]);
      return { user, tokens, accounts, movable, recent: items };
    },
  });

  @state() private choosing = false;
  @state() private leaving: string | null = null;
  @state() private moved = false;
  @state() private asked: ReadonlyMap<string, Asked> = new Map();
  #endLooking: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endLooking?.();
    this.#endLooking = undefined;
  }

  /** Asks the wallets of this browser who they are: they answer at once, and nobody else hears of it. */
  #choose(context: OwnWalletContext): void {
    this.#endLooking ??= context.own.discover();
    this.choosing = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#choose')?.focus());
  }

  async #move({ own }: OwnWalletContext): Promise<void> {
    await own.move();
    this.moved = own.view.error === null;
  }

  async #check({ own, pers }: OwnWalletContext, transaction: Transaction): Promise<void> {
    const tell = (asked: Asked): void => {
      this.asked = new Map(this.asked).set(transaction.id, asked);
    };
    tell('asking');
    try {
      tell(await own.check(transaction));
    } catch (error) {
      tell(undefined);
      pers.store.report(error);
    }
  }

  /** Once a wallet is connected there is nothing left to choose. */
  protected override willUpdate(): void {
    if (this.#own.value?.own.view.connected) this.choosing = false;
  }

  #addresses(context: OwnWalletContext, user: User): TemplateResult {
    const { pers, texts } = context;
    const owned = user.wallets.filter(({ walletManagementType }) => walletManagementType !== 'custodial').map(({ address }) => address);
    return html`${addressesOf(user).map(
      (address) =>
        html`<div class="address">
          <p class="soft">${owned.includes(address) ? texts.ownAddress : texts.address}</p>
          <bdi class="mono" dir="ltr" translate="no">${address}</bdi>
          ${this.#copy(pers, address, texts.copyAddress)}
        </div>`,
    )}`;
  }

  #copy(pers: PersContext, address: string, label: string): TemplateResult {
    return html`${this.#copying.button(pers, address, label, (button) => button.previousElementSibling)}
    ${this.#copying.failed(address) ? note('alert', 'caution', pers.strings.common.copyFailed) : nothing}`;
  }

  #ready(context: OwnWalletContext, { user, tokens, accounts, movable, recent }: Own): TemplateResult {
    const { own, pers, texts } = context;
    const { connected } = own.view;
    const tools = {
      choosing: this.choosing && !connected,
      open: () => this.#choose(context),
      close: () => (this.choosing = false),
      phone: phonePath(this, context),
      label: accounts.length > 0 ? texts.reconnect : texts.connect,
    };
    const linked = accounts.length > 0;
    return html`<div class="own">
      ${this.#addresses(context, user)}
      <h4>${linked ? texts.linkedTitle : texts.title}</h4>
      ${linked ? nothing : html`<p class="soft">${texts.intro}</p>`}
      ${accounts.map((account) =>
        accountView(
          context,
          account,
          { leaving: this.leaving, leave: (id) => (this.leaving = id) },
          this.#copy(pers, account.address, texts.copyAddress),
        ),
      )}
      ${
        connected
          ? html`<div role="status">${note('check', 'positive', texts.linked)}</div>
              ${problem(context)}`
          : connectView(context, tools)
      }
      ${linked ? moveView(context, movable, this.moved, () => void this.#move(context)) : nothing}
      ${recentView(context, user, tokens, recent, this.asked, (transaction) => void this.#check(context, transaction))}
    </div>`;
  }

  protected override view(pers: PersContext): TemplateResult | typeof nothing {
    if (pers.snapshot.session !== 'signed-in') return nothing;
    const bones = html`<div class="own">
      <div class="bone line"></div>
      <div class="bone line"></div>
      <div class="bone"></div>
    </div>`;
    const context = this.#own.value;
    return html`${states(pers, this.#mine, { skeleton: bones, ready: (own) => (context ? this.#ready(context, own) : bones) })}
    ${spoken(this.#copying.spoken(pers))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pers-own-wallet': PersOwnWallet;
  }
}
