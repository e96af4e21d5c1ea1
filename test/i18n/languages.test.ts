import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english, others, sentences } from './every.js';

const SPOKEN = ['ar', 'ca', 'de', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh-Hans'];

/** Amounts of points, which may be fractions. */
const POINTS = /^(shop\.(price|short)|errors\.codes\.INSUFFICIENT_BALANCE)$/;

const holes = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g))].sort();

test('the languages that we speak', () => {
  assert.deepEqual(
    others.map(({ tag }) => tag),
    SPOKEN,
  );
});

for (const language of others) {
  const { tag, places } = language;

  test(`${tag}: every sentence of English and no other, with the same holes`, () => {
    assert.deepEqual([...places.keys()].sort(), [...english.places.keys()].sort());
    for (const [path, wanted] of english.places) {
      const all = holes(Object.values(wanted).at(-1)!);
      for (const [category, sentence] of Object.entries(places.get(path)!)) {
        assert.ok(sentence.trim(), `${path} ${category}`);
        // “Once a day” needs no number, and half a point has one; every other category says how many, and all of them say when.
        const exact = !POINTS.test(path) || ![0.5, 1.5].some((half) => new Intl.PluralRules(tag).select(half) === category);
        const spared = exact && /^(zero|one|two)$/.test(category) ? /^\{(count|amount)\}$/ : /^$/;
        const missing = all.filter((hole) => !holes(sentence).includes(hole) && !spared.test(hole));
        assert.deepEqual([missing, holes(sentence).filter((hole) => !all.includes(hole))], [[], []], `${path} ${category}`);
      }
    }
  });

  test(`${tag}: a plural has a sentence for each category of the language`, () => {
    const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.sort();
    let plurals = 0;
    for (const [path, wanted] of english.places) {
      const mine = Object.keys(places.get(path)!).sort();
      assert.deepEqual(mine, 'other' in wanted ? categories : [''], path);
      if ('other' in wanted) plurals += 1;
    }
    assert.ok(plurals >= 10);
  });
}

/** What is the same word in English, by language. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: ['Code'],
  fr: ['points', '{count} point', '{count} points', 'Code'],
  it: ['wallet'],
  nl: ['Code', 'wallet'],
};

test('nothing is left in English', () => {
  const wordless = /^[^\p{L}]*$/u;
  for (const { tag, places } of others) {
    const left = [...english.places].flatMap(([path, wanted]) => {
      const words = new Set(Object.values(wanted));
      return Object.values(places.get(path)!).filter((mine) => words.has(mine) && !wordless.test(mine.replace(/\{\w+\}/g, '')));
    });
    assert.deepEqual(
      [...new Set(left)].filter((sentence) => !SAME[tag]?.includes(sentence)),
      [],
      tag,
    );
  }
});

/** Letters of the languages that are not written in Latin ones; names of products stay as they are. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  'zh-Hans': /\p{Script=Han}/u,
};

test('a language with letters of its own is written in them', () => {
  const named = /\{\w+\}|WalletConnect|Ethereum|Instagram/g;
  for (const [tag, letters] of Object.entries(SCRIPTS)) {
    const mine = others.find((language) => language.tag === tag)!;
    for (const [path, sentence] of sentences(mine)) {
      const words = sentence.replace(named, '');
      assert.doesNotMatch(words, /\p{Script=Latin}/u, `${tag} ${path}`);
      if (/\p{L}/u.test(words)) assert.match(words, letters, `${tag} ${path}`);
    }
  }
});

test('what a button says is part of the name that a voice can call it by', () => {
  for (const { tag, strings } of [english, ...others]) {
    const { code, showCode, codeOpen, hideCode } = strings.activity;
    assert.deepEqual([showCode.includes(code), hideCode.includes(codeOpen)], [true, true], tag);
  }
});

test('the voice: no exclamation marks, no “Oops”, no double or outer spaces, the signs of printed text', () => {
  for (const language of [english, ...others])
    for (const [path, sentence] of sentences(language)) {
      const where = `${language.tag} ${path}`;
      assert.doesNotMatch(sentence, /[!¡！]|oops|\buy\b|\s\s|^\s|\s$/iu, where);
      assert.doesNotMatch(sentence, /\.\.|['"]/, where);
    }
});
