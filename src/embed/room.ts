import { ROOM } from '../theme/room.js';

const rules = `
pers-rewards:not(:defined){display:block}
pers-account:not(:defined){display:block;min-block-size:${ROOM.account}px}
pers-claim-button:not(:defined){display:inline-block;min-block-size:${ROOM.claim}px}
pers-wallet:not(:defined){display:block;container-type:inline-size}
pers-wallet:not(:defined)::before{content:"";display:block;block-size:${ROOM.wallet}px}
@container(min-width:640px){pers-wallet:not(:defined)::before{block-size:${ROOM.walletWide}px}}
:is(pers-campaign-list,pers-redemption-shop,pers-activity):not(:defined){display:block;min-block-size:100vh}`;

/**
 * Keeps room for elements that the page has placed and that are not defined yet; the answer gives it back. No rule concerns
 * anything of the page itself.
 */
export function keepRoom(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
