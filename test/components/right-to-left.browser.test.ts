import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { ar } from '../../src/i18n/ar.js';
import { expectAccessible } from '../support/axe.js';
import { ELEMENTS, everything, showElement, texts, type Tag } from './every-element.js';

const ARABIC = /\p{Script=Arabic}/u;

/** Where each character of `node` stands, from the left. */
function places(node: Text): number[] {
  const range = document.createRange();
  return [...node.data].map((_, index) => {
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect().left;
  });
}

/** Numbers, codes and addresses of a text, each as the places of its characters. */
function runs(node: Text, pattern: RegExp): { readonly words: string; readonly at: number[] }[] {
  const at = places(node);
  return [...node.data.matchAll(pattern)].map((match) => ({ words: match[0], at: at.slice(match.index, match.index + match[0].length) }));
}

describe('Arabic, from right to left', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));
  beforeEach(async () => {
    document.body.style.margin = '0';
    await setViewport({ width: 390, height: 800 });
  });

  for (const tag of Object.keys(ELEMENTS) as Tag[])
    it(`${tag} runs from right to left; what is read from left to right stays so`, async () => {
      const element = await showElement(tag, { width: 390, locale: 'ar' });
      await waitUntil(() => texts(element).some(({ data }) => ARABIC.test(data)), tag, { timeout: 6000 });
      const inner = everything(element).filter((node) => node.shadowRoot);
      // The launcher stands at a side of the page, whose direction it keeps; what it opens has that of the language.
      for (const node of tag === 'pers-launcher' ? inner : [element, ...inner])
        expect(getComputedStyle(node).direction, node.localName).to.equal('rtl');
      for (const node of texts(element))
        for (const { words, at } of runs(node, /[+\u2212]?\d[\d,.]*\d|0x[\dA-Fa-f]{6,}|[A-Z\d]{4,}(?:-[A-Z\d]{4,})+/g)) {
          const wrapped = at.some((place, index) => index > 0 && place < at[index - 1]! - 40);
          if (!wrapped) expect(at, words).to.deep.equal([...at].sort((one, other) => one - other));
        }
      expect(document.documentElement.scrollWidth).to.be.at.most(390);
      await expectAccessible(element);
    });

  it('a code and its button stand in the receipt from left to right', async () => {
    const activity = await showElement('pers-activity', { width: 390, locale: 'ar' });
    const button = everything(activity).find((node) => node.getAttribute('part') === 'show-code') as HTMLElement;
    expect(button.textContent?.trim()).to.equal(ar.activity.code);
    button.click();
    await (activity as HTMLElementTagNameMap['pers-activity']).updateComplete;
    const code = everything(activity).find((node) => node.getAttribute('part') === 'code')!;
    expect(getComputedStyle(code).direction).to.equal('ltr');
    const text = [...code.childNodes].find((node): node is Text => node instanceof Text && node.data.trim() !== '')!;
    expect(places(text)).to.deep.equal(places(text).sort((one, other) => one - other));
    await expectAccessible(activity);
  });
});
