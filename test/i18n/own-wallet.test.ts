import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PersError } from '../../src/errors.js';
import { en } from '../../src/i18n/en.js';
import { ownWalletEn } from '../../src/i18n/en.own-wallet.js';
import { ownWalletEs } from '../../src/i18n/es.own-wallet.js';
import { loadOwnWalletStrings, ownWalletSentence } from '../../src/i18n/own-wallet.js';
import type { StringOverrides } from '../../src/i18n/strings.js';

/** `[path, sentence]` of every sentence. */
const sentences = (texts: object, path: readonly string[] = []): [readonly string[], string][] =>
  Object.entries(texts).flatMap(([key, value]: [string, string | object]): [readonly string[], string][] =>
    typeof value === 'string' ? [[[...path, key], value]] : sentences(value, [...path, key]),
  );

test('M12: a page changes any single sentence, and nothing else', async () => {
  const all = sentences(ownWalletEs);
  assert.ok(all.length > 60);
  for (const [path] of all) {
    const own = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), 'Nuestra frase');
    const merged = sentences(await loadOwnWalletStrings({ locale: 'es', ownWallet: own as StringOverrides['ownWallet'] }));
    const expected = all.map(([other, sentence]) => [other, other.join() === path.join() ? 'Nuestra frase' : sentence]);
    assert.deepEqual(merged, expected, path.join('.'));
  }
});

test('what is not text, or has no place, is left out', async () => {
  const odd: unknown = JSON.parse('{"title":7,"steps":"no","errors":{"GUARD":null,"MINE":"x"},"__proto__":{"polluted":true}}');
  assert.deepEqual(await loadOwnWalletStrings({ locale: 'en', ownWallet: odd as StringOverrides['ownWallet'] }), ownWalletEn);
});

test("an error says the page's own sentence; what the guard refuses is one sentence", async () => {
  const texts = await loadOwnWalletStrings({
    locale: 'en',
    ownWallet: { errors: { WALLET_REJECTED: 'You declined.', GUARD: 'Call us.' } },
  });
  const say = (code: ConstructorParameters<typeof PersError>[0]) => ownWalletSentence(new PersError(code, 'x'), texts, en, 'en');
  assert.equal(say('WALLET_REJECTED'), 'You declined.');
  assert.equal(say('GUARD_CHAIN'), 'Call us.');
  assert.equal(say('GUARD_TARGET'), 'Call us.');
  assert.equal(say('WALLET_GONE'), ownWalletEn.errors.WALLET_GONE);
});
