import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../src/i18n/en.js';
import { es } from '../../src/i18n/es.js';
import { languageOf } from '../../src/i18n/languages.js';
import { loadOwnWalletStrings } from '../../src/i18n/own-wallet.js';
import { ownWalletEn } from '../../src/i18n/en.own-wallet.js';
import { ownWalletEs } from '../../src/i18n/es.own-wallet.js';
import { english, loadStrings, type StringOverrides } from '../../src/i18n/strings.js';

const merged = async (overrides: StringOverrides) => (await loadStrings('en', overrides)).strings;

test('a language loads by its tag; another one is English', async () => {
  assert.deepEqual(await loadStrings('es-MX'), { strings: es, locale: 'es-MX', direction: 'ltr' });
  assert.deepEqual(await loadStrings('en-GB'), english('en-GB'));
  for (const tag of ['fi', 'constructor', '', '*', 'es_MX!', 'und']) assert.deepEqual(await loadStrings(tag), english(), tag);
});

test('the first language that we speak counts: of the page, then of the browser', async () => {
  assert.equal((await loadStrings(['fi', 'sv-FI', 'es-AR', 'en'])).locale, 'es-AR');
  assert.deepEqual(await loadStrings(['fi', 'en-IE', 'es']), english('en-IE'));
  assert.deepEqual(await loadStrings(['fi', 'sv']), english());
});

test('a tag means a language in one script, wherever it is spoken', () => {
  for (const [tag, wanted] of [
    ['es-419', 'es'],
    ['ES-mx', 'es'],
    ['en-Latn-GB', 'en'],
    ['gl', null],
    ['ast', null],
    ['und-ES', null],
  ] as const)
    assert.equal(languageOf(tag), wanted, tag);
});

test('a page changes single sentences and nothing else', async () => {
  const own = await merged({ common: { points: 'beans' } });
  assert.equal(own.common.points, 'beans');
  assert.equal(own.common.retry, en.common.retry);
  assert.equal(en.common.points, 'points');
  assert.deepEqual(own.wallet, en.wallet);
});

test('a plural takes one sentence or the categories of its language', async () => {
  assert.deepEqual((await merged({ shop: { price: 'cheap' } })).shop.price, { other: 'cheap' });
  const polish = { one: 'a', few: 'b', many: 'c', other: 'd' };
  assert.deepEqual((await merged({ shop: { price: polish } })).shop.price, polish);
  const one = JSON.parse('{"shop":{"price":{"one":"a"}}}') as StringOverrides;
  assert.deepEqual((await merged(one)).shop.price, { ...en.shop.price, one: 'a' });
});

test('what is not text, or has no place, is left out', async () => {
  const odd: unknown = JSON.parse(
    '{"common":{"points":7,"retry":null,"extra":"x","__proto__":{"polluted":true}},"wallet":"no","nothing":{},"shop":{"price":3}}',
  );
  assert.deepEqual(await merged(odd as StringOverrides), en);
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test('a page that brings a whole language says its tag, and numbers, dates and direction follow', async () => {
  const { strings, locale, direction } = await loadStrings('en', { language: 'fa-IR', common: { points: 'امتیاز' } });
  assert.deepEqual([locale, direction], ['fa-IR', 'rtl']);
  assert.equal(strings.common.points, 'امتیاز');
  assert.equal(strings.common.retry, en.common.retry);
  assert.equal((await loadStrings('en', { language: 'es-CL' })).strings.common.retry, es.common.retry);
  assert.equal((await loadStrings('es', { language: 'no tag' })).locale, 'es');
});

test('direction by language, and by script when the tag has one', async () => {
  const direction = async (language: string) => (await loadStrings('en', { language })).direction;
  for (const tag of ['ar', 'ar-EG', 'he-IL', 'fa', 'ur-PK', 'az-Arab-IR', 'iw', 'ckb', 'yi'])
    assert.equal(await direction(tag), 'rtl', tag);
  for (const tag of ['en', 'es-ES', 'ur-Latn', 'arn', 'zh-Hant', 'fi']) assert.equal(await direction(tag), 'ltr', tag);
});

test('the developer is told what is misspelt, and what a language of the page lacks', async () => {
  const said: string[] = [];
  const tell = (line: string) => void said.push(line);
  await loadStrings('es', { common: { points: 'granos' }, claim: { again: 'Otra vez' }, ownWallet: { connect: 'Conectar' } }, tell);
  assert.deepEqual(said, []);
  await loadStrings('es', JSON.parse('{"claim":{"agin":"x","again":"y"},"shopp":{}}') as StringOverrides, tell);
  assert.deepEqual(said.splice(0), ['strings: there is no claim.agin, shopp.']);
  const { retry: _, ...common } = en.common;
  const { price: __, ...shop } = en.shop;
  await loadStrings('fi', { ...en, language: 'fi', common, shop }, tell);
  assert.deepEqual(said, ['strings in "fi" lack common.retry, shop.price: English stands in.']);
});

test('the own wallet speaks the language of the elements, with sentences of the page', async () => {
  assert.equal(await loadOwnWalletStrings({ locale: 'en-GB' }), ownWalletEn);
  assert.equal(await loadOwnWalletStrings({ locale: 'es-MX' }), ownWalletEs);
  assert.equal(await loadOwnWalletStrings({ locale: 'fi' }), ownWalletEn);
  const { ownWallet } = await loadStrings('es', { ownWallet: { connect: 'Enlazar' } });
  assert.deepEqual(await loadOwnWalletStrings({ locale: 'es', ownWallet }), { ...ownWalletEs, connect: 'Enlazar' });
  assert.equal((await loadOwnWalletStrings({ locale: 'en', ownWallet })).connect, 'Enlazar');
});
