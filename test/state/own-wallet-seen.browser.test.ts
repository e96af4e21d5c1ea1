import { expect } from '@open-wc/testing';
import { keepSeen, seenOf } from '../../src/state/own-wallet-seen.js';

const HASH = `0x${'ab'.repeat(32)}`;
const BLOCK = `0x${'cd'.repeat(32)}`;
const seen = { sender: `0x${'11'.repeat(20)}`, nonce: 3, blockHash: BLOCK };

describe('what the chain showed, kept in the tab', () => {
  afterEach(() => sessionStorage.clear());

  it('F28: is found again by the hash in any letter case, and says nothing of whose it is', () => {
    expect(seenOf(HASH)).to.equal(null);
    keepSeen(HASH, 'verified', seen);
    expect(seenOf(HASH.toUpperCase().replace('0X', '0x'))).to.deep.equal({ ...seen, state: 'verified' });
    keepSeen(HASH, 'missing', null);
    expect(seenOf(HASH)!.state).to.equal('verified');
    expect(Object.keys(sessionStorage)).to.deep.equal([`pers-rewards:${HASH}`]);
  });

  it('T9: what somebody else wrote there and does not fit was never seen', () => {
    const odd = [
      'x',
      'null',
      '7',
      '[]',
      '{}',
      JSON.stringify({ ...seen, state: 'paid' }),
      JSON.stringify({ ...seen, state: 'missing' }),
      JSON.stringify({ ...seen, state: 'verified', nonce: '3' }),
      JSON.stringify({ ...seen, state: 'verified', sender: {} }),
      JSON.stringify({ ...seen, state: 'verified', blockHash: 'https://x.example' }),
    ];
    for (const text of odd) {
      sessionStorage.setItem(`pers-rewards:${HASH}`, text);
      expect(seenOf(HASH), text).to.equal(null);
    }
  });
});
