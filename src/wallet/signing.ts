/**
 * All that decodes, compares, asks and checks, in one chunk (ethers is in it): it comes when a customer has picked a wallet, or wants to see
 * a receipt checked.
 */
export { checkSigningData } from './guard.js';
export { connectWallet } from './injected.js';
export { verifyReceipt } from './receipt.js';
export { checkLinkMessage } from './siwe-check.js';
