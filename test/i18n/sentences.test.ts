import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { PersError, type PersErrorCode, type PersErrorDetails, type PersErrorInit } from '../../src/errors.js';
import { en } from '../../src/i18n/en.js';
import { es } from '../../src/i18n/es.js';
import { sentenceFor } from '../../src/i18n/sentences.js';
import { english, others } from './every.js';

process.env.TZ = 'Europe/Madrid';

const fail = (code: PersErrorCode, details: PersErrorDetails = {}, init: PersErrorInit = {}) =>
  new PersError(code, 'for developers', { ...init, details });
const say = (code: PersErrorCode, details?: PersErrorDetails, init?: PersErrorInit) => sentenceFor(fail(code, details, init), en, 'en-GB');

interface Contract {
  components: { schemas: { KnownErrorCode: { 'x-error-catalogue': Record<string, { status: number }> } } };
}
const contract = parse(readFileSync('src/client/openapi.yaml', 'utf8')) as Contract;
const catalogue = contract.components.schemas.KnownErrorCode['x-error-catalogue'];
/** What only the library itself reports, from the type that lists it. */
const ownCodes = [
  ...readFileSync('src/errors.ts', 'utf8')
    .split('export type WidgetErrorCode')[1]!
    .split(';')[0]!
    .matchAll(/\| '(\w+)'/g),
].map((match) => match[1]!);

test('every code of the contract and of the library says something whole, with and without its details', () => {
  const silent = ['ABORTED', 'CANCELLED_BY_PAGE'];
  const details: PersErrorDetails = {
    retryAt: '2026-11-25T00:00:00.000Z',
    limit: 2,
    distanceInMeters: 1240,
    maxGeoDistanceInMeters: 100,
    fields: ['email', 'shoeSize'],
    required: '300',
    available: '170',
    statusName: 'Gold',
    countryCode: 'PT',
  };
  assert.ok(ownCodes.length > 12);
  for (const code of [...Object.keys(catalogue), ...ownCodes]) {
    for (const facts of [{}, details]) {
      for (const { strings, tag } of [english, ...others]) {
        const sentence = sentenceFor(fail(code, facts, { status: catalogue[code]?.status }), strings, tag);
        assert.equal(sentence === '', silent.includes(code), `${tag} ${code}`);
        assert.doesNotMatch(sentence, /[{}!]|undefined|NaN|Oops/, `${tag} ${code}`);
      }
    }
  }
});

test('a refusal says which condition, how far and when', () => {
  assert.equal(say('CLAIM_COOLDOWN', { retryAt: '2026-11-24T17:00:00.000Z' }), 'You can claim this again on 24 Nov 2026, 18:00 CET.');
  assert.equal(
    say('CLAIM_TOO_FAR', { distanceInMeters: 1240, maxGeoDistanceInMeters: 100 }),
    'You are 1.2 km away. Come within 100 m to claim this.',
  );
  assert.equal(
    say('CLAIM_USER_INFO_REQUIRED', { fields: ['email', 'firstName'] }),
    'Your profile still needs: e-mail address and first name. Add it in the shop, then claim again.',
  );
  assert.equal(
    say('CLAIM_LIMIT_PER_DAY', { limit: 1, retryAt: '2026-11-25T00:00:00.000Z' }),
    'You can claim this once a day. The next time is 25 Nov 2026, 01:00 CET.',
  );
  assert.equal(say('INSUFFICIENT_BALANCE', { required: '1500', available: '1370' }), 'You need 130 more points.');
  assert.equal(say('INSUFFICIENT_BALANCE', { required: '1', available: '0' }), 'You need 1 more point.');
  assert.equal(say('STATUS_REQUIRED', { statusName: 'Gold' }), 'This reward is for level Gold and above.');
  assert.equal(say('CLAIM_COUNTRY_RESTRICTED', { countryCode: 'PT' }), 'This campaign is not open in Portugal.');
  assert.equal(sentenceFor(fail('INSUFFICIENT_BALANCE', { required: '2', available: '1' }), es, 'es'), 'Te falta 1 punto.');
});

test('missing points are exact, however many', () => {
  const required = '115792089237316195423570985008687907853269984665640564039457584007913129639935.5';
  const sentence = say('INSUFFICIENT_BALANCE', { required, available: '0.25' });
  assert.match(sentence, /^You need 115,792,089,237,.*,639,935\.25 more points\.$/);
});

test('odd details fall back to the sentence without them', () => {
  assert.equal(say('CLAIM_COOLDOWN', { retryAt: 'soon' }), en.errors.plain.CLAIM_COOLDOWN);
  assert.equal(say('INSUFFICIENT_BALANCE', { required: '1', available: '5' }), en.errors.plain.INSUFFICIENT_BALANCE);
  assert.equal(say('CLAIM_COUNTRY_RESTRICTED', { countryCode: '?' }), 'This campaign is not open in ?.');
});

test('unknown codes: the API’s own text for people, else the status, else the general sentence', () => {
  assert.equal(say('SOMETHING_NEW', {}, { status: 422, userMessage: 'Come back with a friend.' }), 'Come back with a friend.');
  assert.equal(say('SOMETHING_NEW', {}, { status: 422, userMessage: '  ' }), en.errors.refused);
  assert.equal(say('HTTP_ERROR', {}, { status: 401 }), en.errors.signInAgain);
  assert.equal(say('HTTP_ERROR', {}, { status: 403 }), en.errors.forbidden);
  assert.equal(say('HTTP_ERROR', {}, { status: 404 }), en.errors.gone);
  assert.equal(say('HTTP_ERROR', {}, { status: 409 }), en.errors.changed);
  assert.equal(say('HTTP_ERROR', {}, { status: 429 }), en.errors.codes.RATE_LIMITED);
  assert.equal(say('HTTP_ERROR', {}, { status: 503 }), en.errors.server);
  assert.equal(say('constructor'), en.errors.generic);
  assert.equal(sentenceFor(new TypeError('x'), en, 'en'), en.errors.generic);
  assert.equal(sentenceFor(undefined, en, 'en'), en.errors.generic);
});
