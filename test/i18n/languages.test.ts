import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../src/i18n/en.js';
import { es } from '../../src/i18n/es.js';

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
