import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { httpsUrl } from '../../src/client/normalize.js';
import { parseConfig } from '../../src/config.js';
import { isPersError } from '../../src/errors.js';
import { fuzz } from './fuzz.js';

/** Pieces of which dangerous addresses are made. */
const piece = fc.constantFrom(
  ...[
    'https://',
    'HTTPS://',
    'http://',
    'https:',
    '//',
    '/',
    '\\',
    '\\\\',
    'javascript:',
    'JaVa\nscript:',
    'data:',
    'vbscript:',
    'blob:',
    'file:///',
  ],
  ...['localhost', '127.0.0.1', '[::1]', '0x7f.1', '2130706433', 'evil.example', 'ok.example', '@', ':', 'user:pass@', '%40', '%0a', '%00'],
  ...[
    '\u0000',
    '\t',
    '\r\n',
    ' ',
    '\u200b',
    '\u202e',
    '\u3002',
    '\uff0f',
    '?',
    '#',
    '.',
    '..',
    ':443',
    ':0',
    ':99999',
    'ü',
    'ß',
    '\ud800',
    'alert(1)',
  ],
);
const address = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.tuple(piece, fc.string({ unit: 'binary', maxLength: 40 })).map((parts) => parts.join('')),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);

const isHere = (host: string) => /^(localhost|127\.0\.0\.1)$/.test(host);

test('an address that passes is https, or this machine, names nobody, and stays what it is', (t) => {
  const property = fc.property(address, (value) => {
    const result = httpsUrl(value);
    if (result === null) return;
    const url = new URL(result);
    assert.ok(url.protocol === 'https:' || (url.protocol === 'http:' && isHere(url.hostname)), result);
    assert.equal(url.username + url.password, '');
    assert.match(result, /^[\x21-\x5b\x5d-\x7e]+$/, 'nothing that a reader or a parser could take for something else');
    assert.ok(result.length <= 2048);
    assert.equal(httpsUrl(result), result);
  });
  fuzz(t, property, { few: 8000, examples: [['https://evil.example\\@ok.example'], ['https:\\\\evil.example'], ['https://x@y']] });
});

test('an ordinary https address passes', (t) => {
  const property = fc.property(fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }), (value) => {
    assert.equal(httpsUrl(value), new URL(value).href);
  });
  fuzz(t, property, { few: 2000 });
});

test('the address of the API is https, or this machine, and has neither credentials nor a query', (t) => {
  const property = fc.property(address, (apiUrl) => {
    try {
      const { apiUrl: taken } = parseConfig({ projectKey: '0'.repeat(64), apiUrl });
      const url = new URL(taken);
      assert.ok(url.protocol === 'https:' || (url.protocol === 'http:' && (isHere(url.hostname) || url.hostname === '[::1]')), taken);
      assert.equal(url.username + url.password + url.search + url.hash, '');
      assert.ok(!taken.endsWith('/'));
    } catch (error) {
      assert.ok(isPersError(error) && error.code === 'CONFIG_API_URL_INVALID', String(error));
    }
  });
  fuzz(t, property, { few: 4000 });
});
