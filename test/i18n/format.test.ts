import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAmount, formatDate, formatDistance, formatList, formatMoment, formatSigned } from '../../src/i18n/format.js';
import { others } from './every.js';

process.env.TZ = 'Europe/Madrid';

const EVENING = '2026-11-24T23:30:00.000Z';

/** Points, the date of a moment that is a day later here, and two names, as they are written where the language is spoken. */
const WRITTEN: Readonly<Record<string, readonly [points: string, date: string, names: string]>> = {
  ar: ['12,345.5', '25/11/2026', 'A وB'],
  ca: ['12.345,5', '25 de nov. 2026', 'A i B'],
  de: ['12.345,5', '25.11.2026', 'A und B'],
  en: ['12,345.5', 'Nov 25, 2026', 'A and B'],
  es: ['12.345,5', '25 nov 2026', 'A y B'],
  fr: ['12 345,5', '25 nov. 2026', 'A et B'],
  he: ['12,345.5', '25 בנוב׳ 2026', 'A ו-B'],
  it: ['12.345,5', '25 nov 2026', 'A e B'],
  ja: ['12,345.5', '2026/11/25', 'A、B'],
  nl: ['12.345,5', '25 nov 2026', 'A en B'],
  pl: ['12 345,5', '25 lis 2026', 'A i B'],
  pt: ['12.345,5', '25 de nov. de 2026', 'A e B'],
  tr: ['12.345,5', '25 Kas 2026', 'A ve B'],
  'zh-Hans': ['12,345.5', '2026年11月25日', 'A和B'],
};

/** Without the signs that nobody sees; every space is a plain one. */
const seen = (text: string): string => text.replace(/[\u200e\u200f]/g, '').replace(/\s/g, ' ');

test('points, dates and lists are written as in the language', () => {
  assert.deepEqual(Object.keys(WRITTEN).sort(), ['en', ...others.map(({ tag }) => tag)].sort());
  for (const [tag, written] of Object.entries(WRITTEN))
    assert.deepEqual([formatAmount('12345.5', tag), formatDate(EVENING, tag), formatList(['A', 'B'], tag)].map(seen), written, tag);
});

test('the region of the tag counts, and its digits', () => {
  assert.equal(formatAmount('12345.5', 'ar-EG'), '١٢٬٣٤٥٫٥');
  assert.equal(seen(formatAmount('12345.5', 'de-AT')), '12 345,5');
  assert.equal(formatDate(EVENING, 'en-GB'), '25 Nov 2026');
  assert.equal(formatDate(EVENING, 'pt-PT'), '25/11/2026');
  assert.equal(formatDate(EVENING, 'fr-CA'), '25 nov. 2026');
});

test('a sign stands before its number, a distance has its unit, a moment of this year has no year', () => {
  assert.equal(formatSigned('1240', true, 'de'), '+1.240');
  assert.equal(formatSigned('300', false, 'he'), '\u2212300');
  assert.equal(seen(formatDistance(1240, 'pl')), '1,2 km');
  assert.equal(seen(formatDistance(80, 'ar')), '80 مترًا');
  assert.doesNotMatch(formatMoment(EVENING, 'tr', new Date('2026-12-01')), /2026/);
  assert.match(formatMoment(EVENING, 'tr', new Date('2027-01-01')), /2026/);
});
