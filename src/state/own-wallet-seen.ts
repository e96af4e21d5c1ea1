import type { Seen, Verdict } from '../wallet/receipt.js';

type Kept = Seen & Pick<Verdict, 'state'>;

/** Hashes are public and the tab forgets them: nothing here says whose they are. */
const keyOf = (hash: string): string => `pers-rewards:${hash.toLowerCase()}`;
const HASH = /^0x[0-9a-f]{64}$/i;
const STATES: readonly unknown[] = ['pending', 'verified', 'reverted', 'replaced', 'reorged', 'mismatch'];

/** Remembers in this tab, over reloads, what the chain showed of a transaction. Where the browser keeps nothing it is forgotten. */
export function keepSeen(hash: string, state: Verdict['state'], seen: Seen | null): void {
  try {
    if (seen) sessionStorage.setItem(keyOf(hash), JSON.stringify({ ...seen, state } satisfies Kept));
  } catch {
    return;
  }
}

/** Anybody on the page can write there: what does not fit was never seen. */
export function seenOf(hash: string): Kept | null {
  try {
    const { sender, nonce, blockHash, state } = JSON.parse(sessionStorage.getItem(keyOf(hash)) ?? '{}') as Partial<
      Record<keyof Kept, unknown>
    >;
    const isBlock = blockHash === null || (typeof blockHash === 'string' && HASH.test(blockHash));
    if (typeof sender !== 'string' || !Number.isSafeInteger(nonce) || !isBlock || !STATES.includes(state)) return null;
    return { sender, nonce: nonce as number, blockHash, state: state as Kept['state'] };
  } catch {
    return null;
  }
}
