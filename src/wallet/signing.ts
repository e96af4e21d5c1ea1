/** All that decodes, compares and asks, in one chunk (ethers is in it): it comes when a customer has picked a wallet. */
export { checkSigningData } from './guard.js';
export { toWhole } from './intent.js';
export { connectWallet } from './injected.js';
export { checkLinkMessage } from './siwe-check.js';
