import { PersAccount } from './components/account/account.js';
import { PersActivity } from './components/activity/activity.js';
import { PersCampaignList } from './components/campaign-list/campaign-list.js';
import { PersClaimButton } from './components/claim-button/claim-button.js';
import { PersLauncher } from './components/launcher/launcher.js';
import { PersPanel } from './components/panel/panel.js';
import { PersRedemptionShop } from './components/redemption-shop/redemption-shop.js';
import { PersRewards } from './components/rewards/rewards.js';
import { PersWallet } from './components/wallet/wallet.js';
import { inform } from './report.js';
import { VERSION } from './version.js';

// Another copy of this library may have been first: its elements stay, and nothing is thrown at the page. The provider comes
// first, so that the others find it when they are upgraded; one line each, because the manifest is made from these lines.
const first = customElements.get('pers-rewards') as Partial<typeof PersRewards> | undefined;
if (!customElements.get('pers-rewards')) customElements.define('pers-rewards', PersRewards);
if (!customElements.get('pers-wallet')) customElements.define('pers-wallet', PersWallet);
if (!customElements.get('pers-campaign-list')) customElements.define('pers-campaign-list', PersCampaignList);
if (!customElements.get('pers-claim-button')) customElements.define('pers-claim-button', PersClaimButton);
if (!customElements.get('pers-redemption-shop')) customElements.define('pers-redemption-shop', PersRedemptionShop);
if (!customElements.get('pers-launcher')) customElements.define('pers-launcher', PersLauncher);
if (!customElements.get('pers-account')) customElements.define('pers-account', PersAccount);
if (!customElements.get('pers-activity')) customElements.define('pers-activity', PersActivity);
if (!customElements.get('pers-panel')) customElements.define('pers-panel', PersPanel);
if (first) inform(`Version ${first.version ?? 'unknown'} is on this page already and is used; this copy, version ${VERSION}, stays aside.`);
