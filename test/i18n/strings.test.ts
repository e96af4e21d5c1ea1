import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../src/i18n/en.js';
import { es } from '../../src/i18n/es.js';
import { directionOf, loadStrings, mergeStrings } from '../../src/i18n/strings.js';

/** `[path, sentence]` of every sentence. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, string | object]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : sentences(value, `${path}${key}.`),
  );
}
const holes = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g))].sort();

test('Spanish has every sentence, with the same holes', () => {
  const spanish = new Map(sentences(es));
  for (const [path, sentence] of sentences(en)) {
    assert.deepEqual(holes(spanish.get(path) ?? ''), holes(sentence), path);
    assert.ok(spanish.get(path)!.trim(), path);
  }
  assert.equal(spanish.size, sentences(en).length);
});

test('the voice: no exclamation marks, no “Oops”, no double or outer spaces', () => {
  for (const [path, sentence] of [...sentences(en), ...sentences(es)]) {
    assert.doesNotMatch(sentence, /[!¡]|oops|uy\b|\s\s|^\s|\s$/i, path);
  }
});

test('a language loads by its tag; another one is English', async () => {
  assert.deepEqual(await loadStrings('es-MX'), { strings: es, locale: 'es-MX' });
  assert.deepEqual(await loadStrings('en-GB'), { strings: en, locale: 'en-GB' });
  assert.deepEqual(await loadStrings('fi'), { strings: en, locale: 'en' });
  assert.deepEqual(await loadStrings('constructor'), { strings: en, locale: 'en' });
});

test('a page changes single sentences and nothing else', () => {
  const merged = mergeStrings(en, { common: { points: 'beans' } });
  assert.equal(merged.common.points, 'beans');
  assert.equal(merged.common.retry, en.common.retry);
  assert.equal(en.common.points, 'points');
  assert.deepEqual(merged.wallet, en.wallet);
  assert.equal(mergeStrings(en, undefined), en);
});

test('a plural takes one sentence or the categories of its language', () => {
  const one = mergeStrings(en, { shop: { price: 'cheap' } });
  assert.deepEqual(one.shop.price, { other: 'cheap' });
  const polish = { one: 'a', few: 'b', many: 'c', other: 'd' };
  assert.deepEqual(mergeStrings(en, { shop: { price: polish } }).shop.price, polish);
});

test('what is not text, or has no place, is left out', () => {
  const odd: unknown = JSON.parse(
    '{"common":{"points":7,"retry":null,"extra":"x","__proto__":{"polluted":true}},"wallet":"no","nothing":{}}',
  );
  assert.deepEqual(mergeStrings(en, odd as Parameters<typeof mergeStrings>[1]), en);
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test('a page that brings a whole language says its tag, and numbers, dates and direction follow', async () => {
  const { strings, locale } = await loadStrings('ar', { language: 'ar', common: { points: 'نقاط' } });
  assert.equal(locale, 'ar');
  assert.equal(strings.common.points, 'نقاط');
  assert.equal(directionOf(locale), 'rtl');
});

test('direction by language, and by script when the tag has one', () => {
  for (const tag of ['ar', 'ar-EG', 'he-IL', 'fa', 'ur-PK', 'az-Arab-IR', 'iw']) assert.equal(directionOf(tag), 'rtl', tag);
  for (const tag of ['en', 'es-ES', 'ur-Latn', 'arn', 'zh-Hant', 'fi']) assert.equal(directionOf(tag), 'ltr', tag);
});
