import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import { en } from '../../src/i18n/en.js';
import { ownWalletEn } from '../../src/i18n/en.own-wallet.js';
import type { StringOverrides } from '../../src/i18n/strings.js';
import { expectAccessible } from '../support/axe.js';
import { ELEMENTS, everything, showElement, texts, type Tag } from './every-element.js';

const LONG: Readonly<Record<string, string>> = { a: 'áá', e: 'éé', i: 'îî', o: 'öö', u: 'ûû' };

/** English with every word about 40 % longer, as German or Polish can be: “Claim” is “Cláäîîm”. What stands in `{}` is left. */
const long = <T>(value: T): T => {
  if (typeof value === 'string') return value.replace(/\{\w+\}|[aeiou]/g, (part) => LONG[part] ?? part) as T;
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]: [string, unknown]) => [key, long(inner)])) as T;
};
const strings: StringOverrides = { ...long(en), ownWallet: long(ownWalletEn) };

/** What reaches over the edge of the element, or over the edge of its own button. */
function overflowing(element: HTMLElement, width: number): string[] {
  const range = document.createRange();
  const wide = texts(element).filter((node) => {
    range.selectNodeContents(node);
    const scrolls = everything(element).some((box) => /auto|scroll/.test(getComputedStyle(box).overflowX) && box.contains(node));
    return !scrolls && [...range.getClientRects()].some(({ left, right }) => left < -1 || right > width + 1);
  });
  const tight = everything(element).filter(
    (node) => node.matches('button, [role=tab], summary') && node.scrollWidth > node.clientWidth + 1,
  );
  return [...wide.map(({ data }) => data.trim()), ...tight.map((node) => `${node.localName}: ${node.textContent?.trim() ?? ''}`)];
}

describe('words that are 40 % longer, at 320 px', () => {
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));
  beforeEach(async () => {
    document.body.style.margin = '0';
    await setViewport({ width: 320, height: 800 });
  });

  it('are that much longer', () => {
    const length = (value: unknown): number => JSON.stringify(value).replace(/\{\w+\}|"\w+":/g, '').length;
    expect(length(strings) / length({ ...en, ownWallet: ownWalletEn })).to.be.within(1.25, 1.5);
  });

  for (const tag of Object.keys(ELEMENTS) as Tag[])
    for (const signedIn of [true, false]) {
      if (!signedIn && (tag === 'pers-own-wallet' || tag === 'pers-account')) continue;
      it(`${tag} ${signedIn ? 'of a customer' : 'for everybody'} keeps to its place`, async () => {
        const element = await showElement(tag, { width: 320, strings }, signedIn);
        const words = () => texts(element).map(({ data }) => data);
        await waitUntil(() => /áá|éé|îî|öö|ûû/.test(words().join(' ')), 'no long words', { timeout: 6000 });
        expect(overflowing(element, 320)).to.deep.equal([]);
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        await expectAccessible(element);
      });
    }
});
