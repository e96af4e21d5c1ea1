/** Everything with a name: elements' classes, events, errors and types. Importing it defines nothing; `./define` does. */
export { PersAccount } from './components/account/account.js';
export { PersActivity } from './components/activity/activity.js';
export { PersCampaignList } from './components/campaign-list/campaign-list.js';
export { PersClaimButton } from './components/claim-button/claim-button.js';
export { PersLauncher } from './components/launcher/launcher.js';
export { PersPanel } from './components/panel/panel.js';
export { PersRedemptionShop } from './components/redemption-shop/redemption-shop.js';
export { PersRewards } from './components/rewards/rewards.js';
export { PersWallet } from './components/wallet/wallet.js';

export { PersBeforeEvent, PersEvent } from './events.js';
export type { PersEventMap, Received } from './events.js';
export { isPersError, PersError } from './errors.js';
export type { ApiErrorCode, PersErrorCode, PersErrorDetails, WidgetErrorCode } from './errors.js';
export type { Config, Theme } from './config.js';
export type { StringOverrides } from './i18n/strings.js';
export { persContext } from './state/context.js';
export type { PersContext } from './state/context.js';
export type { Holdings, IdentityCallback, Intent, IntentKind, IntentState, Page, SessionState, Snapshot, Store } from './state/store.js';
export { redeemCode } from './state/code.js';
export { VERSION } from './version.js';
