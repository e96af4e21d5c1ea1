/** Fetches the elements of the customer's own wallet, once; where that fails, the next call tries again. */
export function loadOwnWallet(): void {
  import('../own-wallet/define.js').catch(() => undefined);
}
