import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashMessage, Wallet } from 'ethers';
import { assertSigned } from '../../../demo/server/signatures.js';
import { messageOrigin, newNonce, parseSiwe, siweMessage, type SiweFacts } from '../../../demo/server/siwe.js';
import { Problem } from '../../../demo/server/problems.js';

const key = new Wallet(`0x${'11'.repeat(32)}`);
const facts: SiweFacts = {
  origin: 'https://shop.example',
  address: key.address,
  chainId: 31337,
  nonce: 'q7Rk2Xw9Lt4Zb8Mn',
  issuedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-01T00:10:00.000Z',
};

describe('the message to link a wallet (EIP-4361)', () => {
  it('has the form of the contract', () => {
    assert.equal(
      siweMessage(facts),
      `https://shop.example wants you to sign in with your Ethereum account:
${key.address}

Link this wallet to your rewards account.

URI: https://shop.example
Version: 1
Chain ID: 31337
Nonce: q7Rk2Xw9Lt4Zb8Mn
Issued At: 2026-01-01T00:00:00.000Z
Expiration Time: 2026-01-01T00:10:00.000Z`,
    );
  });

  it('is read back, and nothing else is', () => {
    const message = siweMessage(facts);
    assert.deepEqual(parseSiwe(message), facts);
    for (const other of ['', `${message}\n`, ` ${message}`, message.replaceAll('\n', '\r\n'), message.replace('Version: 1', 'Version: 2')])
      assert.equal(parseSiwe(other), null, JSON.stringify(other));
    assert.equal(parseSiwe(message.replace('URI: https://shop.example', 'URI: https://evil.example')), null);
    assert.equal(parseSiwe(message.replace('Chain ID: 31337', 'Chain ID: 031337')), null);
    assert.equal(parseSiwe(`${message}\nResources:\n- https://evil.example`), null);
  });

  it("names the page's origin when it is one, else the server's", () => {
    const of = (header: string | null): string => messageOrigin(header, 'http://localhost:4010/x');
    assert.equal(of('https://shop.example'), 'https://shop.example');
    assert.equal(of('http://127.0.0.1:8080'), 'http://127.0.0.1:8080');
    for (const odd of [null, 'null', '', 'https://shop.example/', 'https://a b', 'javascript:alert(1)', 'https://u:p@shop.example'])
      assert.equal(of(odd), 'http://localhost:4010', String(odd));
    assert.equal(of('https://shop.example\nURI: https://evil.example'), 'http://localhost:4010');
  });

  it('has a nonce of its own each time', () => {
    const nonces = Array.from({ length: 1000 }, newNonce);
    assert.equal(new Set(nonces).size, 1000);
    assert.ok(nonces.every((nonce) => /^[A-Za-z0-9]{24}$/.test(nonce)));
  });
});

describe('signatures', () => {
  const hash = hashMessage(siweMessage(facts));
  const verdict = async (signature: string): Promise<string> => {
    try {
      await assertSigned(null, key.address, hash, signature);
      return 'accepted';
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      return error.code;
    }
  };

  it('accepts the one of the address', async () => {
    assert.equal(await verdict(key.signingKey.sign(hash).serialized), 'accepted');
  });

  it("tells somebody else's from what is none", async () => {
    assert.equal(await verdict(Wallet.createRandom().signingKey.sign(hash).serialized), 'SIGNER_MISMATCH');
    for (const none of ['', '0x', '0x1', '0xzz', `0x${'00'.repeat(65)}`, `0x${'ff'.repeat(65)}`, `0x${'11'.repeat(5000)}`])
      assert.equal(await verdict(none), 'INVALID_SIGNATURE', none.slice(0, 20));
  });

  it('accepts no other form of the same signature (malleability)', async () => {
    const { r, s, v, compactSerialized } = key.signingKey.sign(hash);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const mirrored = `0x${r.slice(2)}${(order - BigInt(s)).toString(16).padStart(64, '0')}${v === 27 ? '1c' : '1b'}`;
    const withV = (byte: number): string => `0x${r.slice(2)}${s.slice(2)}${byte.toString(16).padStart(2, '0')}`;
    for (const other of [mirrored, compactSerialized, withV(v - 27), withV(v + 8), withV(v + 2)])
      assert.equal(await verdict(other), 'INVALID_SIGNATURE', other);
  });

  it('accepts none in which a byte was changed', async () => {
    const bytes = Buffer.from(key.signingKey.sign(hash).serialized.slice(2), 'hex');
    for (const at of bytes.keys())
      for (const by of [1, 128, 255]) {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ by;
        assert.notEqual(await verdict(`0x${changed.toString('hex')}`), 'accepted', `byte ${at}`);
      }
  });
});
