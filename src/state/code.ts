/**
 * What a customer shows at the till: the first eight letters and digits of the redeem's id in capitals, as two groups.
 * The API has no voucher code; staff find the redeem by the beginning of its id.
 */
export function redeemCode(redeemId: string): string {
  const letters = redeemId.replace(/[^0-9a-z]/gi, '').toUpperCase();
  return letters.slice(0, 8).replace(/^(.{4})(?=.)/, '$1-');
}
