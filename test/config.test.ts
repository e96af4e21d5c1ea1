import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_API_URL, parseConfig, type ConfigInput } from '../src/config.js';
import { isPersError } from '../src/errors.js';

const projectKey = 'e92c060904299c7f6d89d877935ad5269ad385b64caf52e19b4d0930b3c552f6';

function codeOf(input: ConfigInput): string {
  try {
    parseConfig(input);
    return 'none';
  } catch (error) {
    assert.ok(isPersError(error));
    return error.code;
  }
}

test('a project key is enough', () => {
  const config = parseConfig({ projectKey: ` ${projectKey} ` });
  assert.deepEqual(config, {
    projectKey,
    apiUrl: DEFAULT_API_URL,
    locale: 'en',
    theme: 'auto',
    brand: null,
    launcher: 'end',
    guest: false,
    creditToken: null,
    testMode: false,
  });
  assert.ok(Object.isFrozen(config));
});

test('everything the page says is taken', () => {
  const config = parseConfig({
    projectKey: `pk_test_${projectKey}`,
    apiUrl: 'http://localhost:4010/v2/',
    locale: 'es-mx',
    theme: 'dark',
    brand: '#0a7f5a',
    launcher: 'start',
    guest: '',
    creditToken: `0x${'a'.repeat(40)}`,
  });
  assert.equal(config.apiUrl, 'http://localhost:4010/v2');
  assert.equal(config.locale, 'es-MX');
  assert.deepEqual([config.theme, config.brand, config.launcher, config.guest, config.testMode], ['dark', '#0a7f5a', 'start', true, true]);
});

test('a wrong key is told apart from a missing one', () => {
  for (const value of [undefined, null, '', '  ', true]) assert.equal(codeOf({ projectKey: value }), 'CONFIG_PROJECT_KEY_MISSING');
  for (const value of ['abc', projectKey.slice(1), `${projectKey}0`, `pk_live_${projectKey}`, `${projectKey.slice(1)}g`]) {
    assert.equal(codeOf({ projectKey: value }), 'CONFIG_PROJECT_KEY_INVALID', value);
  }
});

test('the API is reached by https, or by http on this machine', () => {
  for (const apiUrl of ['https://api.example/v2', 'http://localhost:1/v2', 'http://127.0.0.1/v2', 'http://[::1]:4010/v2']) {
    assert.equal(codeOf({ projectKey, apiUrl }), 'none', apiUrl);
  }
  for (const apiUrl of [
    'http://api.example/v2',
    'https://me:secret@api.example',
    'ftp://api.example',
    'javascript:alert(1)',
    'nonsense',
    '//x',
  ]) {
    assert.equal(codeOf({ projectKey, apiUrl }), 'CONFIG_API_URL_INVALID', apiUrl);
  }
  assert.equal(parseConfig({ projectKey, apiUrl: 'https://api.example/v2/?a=1#b' }).apiUrl, 'https://api.example/v2');
});

test('a value outside its list is refused, with the attribute in the message', () => {
  for (const input of [{ theme: 'blue' }, { launcher: 'top' }, { brand: 'red' }, { brand: 'url(https://x)' }, { creditToken: '0x12' }]) {
    assert.equal(codeOf({ projectKey, ...input }), 'CONFIG_VALUE_INVALID', JSON.stringify(input));
  }
  assert.throws(() => parseConfig({ projectKey, creditToken: 'x' }), /credit-token/);
});

test('a locale that is none gives way to the page, then to English', () => {
  assert.equal(parseConfig({ projectKey, locale: '???' }, 'fr-CA').locale, 'fr-CA');
  assert.equal(parseConfig({ projectKey, locale: 'pt_BR' }).locale, 'pt-BR');
  assert.equal(parseConfig({ projectKey, locale: '' }, '').locale, 'en');
});
