import { PersOwnWallet } from './own-wallet.js';
import { PersSignPayment } from './sign-payment.js';

if (!customElements.get('pers-own-wallet')) customElements.define('pers-own-wallet', PersOwnWallet);
if (!customElements.get('pers-sign-payment')) customElements.define('pers-sign-payment', PersSignPayment);
