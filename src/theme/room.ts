/**
 * Room that elements take before anything is known, so that the page below them stays where it is. The script tag keeps it
 * until they are defined, they themselves until they have something to show. Block sizes in CSS pixels; a list takes a screen.
 */
export const ROOM = { account: 44, claim: 73, wallet: 392, walletWide: 326 } as const;
