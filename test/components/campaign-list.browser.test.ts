import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { PersCampaignList } from '../../src/components/campaign-list/campaign-list.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant } from '../support/tenant.js';
import { ahead, show, tap, textOf, type Shown } from './rewards-fixture.js';

type List = Shown<PersCampaignList>;

beforeEach(() => setViewport({ width: 1000, height: 800 }));

const signedIn = async (): Promise<List> => {
  const list = await show('pers-campaign-list', { world: 'regular', who: 'mina' });
  await list.found('[part=card]');
  return list;
};
const card = ({ all }: List, name: string): HTMLElement => all('[part=card]').find((one) => textOf(one.querySelector('h3')) === name)!;
const button = (list: List, name: string): HTMLButtonElement => card(list, name).querySelector('button')!;
const COFFEE = 'Morning coffee at the quay';

describe('states', () => {
  it('loading: bones of the size of cards, and it says that it loads', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/campaigns', delayMs: 1500 });
    const list = await show('pers-campaign-list', { world: tenant });
    await list.found('[part=skeleton]');
    await expectAccessible(list.element);
    expect(textOf(list.find('[part=skeleton]'))).to.equal('Loading…');
    const bones = list.find('[part=skeleton] .card').getBoundingClientRect();
    await list.found('[part=card]');
    expect(list.find('[part=card]').getBoundingClientRect().width).to.equal(bones.width);
  });

  it('signed out: everything to earn is there, and the buttons lead to signing in', async () => {
    const list = await show('pers-campaign-list', { world: 'regular' });
    await list.found('[part=card]');
    await expectAccessible(list.element);
    expect(textOf(button(list, COFFEE))).to.equal('Sign in to claim');
    let asked = 0;
    list.rewards.addEventListener('pers-sign-in-requested', () => (asked += 1));
    await tap(button(list, COFFEE));
    await waitUntil(() => asked === 1);
    expect(await list.tenant.requests()).not.to.have.property('POST /campaigns/claims');
  });

  it('empty: says what to do instead', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/campaigns', status: 200, body: '{"data":[]}' });
    const list = await show('pers-campaign-list', { world: tenant });
    await list.found('[part=empty]');
    await expectAccessible(list.element);
    expect(textOf(list.find('[part=empty]')))
      .to.contain('Nothing to claim today')
      .and.contain('Look in again soon.');
  });

  it('failed: one sentence, and trying again brings the list', async () => {
    const tenant = await openTenant('regular');
    await tenant.fault({ path: '/campaigns', status: 404, code: 'RESOURCE_NOT_FOUND', times: 1 });
    const list = await show('pers-campaign-list', { world: tenant });
    await list.found('[part=error] button');
    await expectAccessible(list.element);
    await tap(list.find('[part=error] button'));
    await list.found('[part=card]');
    expect(list.all('[part=error]')).to.have.length(0);
  });

  it('over: nothing to claim, and each card says why', async () => {
    const list = await show('pers-campaign-list', { world: 'sold-out', who: 'lena' });
    await list.found('[part=card]');
    await expectAccessible(list.element);
    expect(textOf(list.find('[part=empty]'))).to.contain('Nothing to claim today');
    expect(textOf(list.find('[part=note]'))).to.equal('You have claimed this. It can be claimed once.');
    expect(textOf(list.find('[part=claim-button]'))).to.equal('Claimed');
  });

  it('ready: C3 each campaign says whether it can be claimed, and if not why and when', async () => {
    const list = await signedIn();
    await expectAccessible(list.element);
    const names = list.all('[part=card] h3').map(textOf);
    expect(names.slice(0, 3)).to.include(COFFEE);
    const note = (name: string) => textOf(card(list, name).querySelector('[part=note]'));
    expect(note(COFFEE)).to.equal('');
    expect(note('A day at the museum')).to.match(/^You can claim this once a day\. The next time is .+\d{4}.+\.$/);
    expect(note('Ride instead of drive')).to.match(/^You can claim this again on .+\.$/);
    expect(note('Saturday market')).to.equal('Scan the code at the place to claim this.');
    expect(note('Jazz on the pier')).to.match(/^This opens on .+\.$/);
    expect(note('Welcome aboard')).to.equal('You have claimed this. It can be claimed once.');
    expect(note('Walk out to the lighthouse')).to.equal('This can be claimed within 200 m of the place. Share your location to go on.');
    for (const blocked of list.all('[part=claim-button][aria-disabled=true]')) {
      expect(blocked.hasAttribute('disabled')).to.equal(false);
      expect(textOf(list.find(`#${CSS.escape(blocked.getAttribute('aria-describedby')!)}`))).not.to.equal('');
    }
    const ranks = list.all('[part=claim-button]').map((one) => one.getAttribute('aria-disabled'));
    expect(ranks.lastIndexOf('false')).to.be.lessThan(ranks.indexOf('true'), 'what can be claimed comes first');
  });

  it('C8 C12 says name, reward, deadline, place and what is left in words', async () => {
    const list = await signedIn();
    const coffee = textOf(card(list, COFFEE));
    expect(coffee).to.contain('40 Harbour Points');
    expect(coffee).to.match(/Until \w{3} \d{1,2}, \d{4} · 1 left today · At Quayside Coffee/);
    expect(button(list, COFFEE).getAttribute('aria-label')).to.equal(`Claim: ${COFFEE}`);
    const tours = card(list, 'Five walks, one boat');
    expect(textOf(tours)).to.contain('3 of 5').and.contain('Harbour tour for two');
    expect(tours.querySelector('progress')!.getAttribute('aria-label')).to.equal('3 of 5 done');
  });

  it('speaks Spanish', async () => {
    const list = await show('pers-campaign-list', { world: 'regular', who: 'mina', locale: 'es' });
    await list.found('[part=card]');
    await expectAccessible(list.element);
    expect(textOf(button(list, COFFEE))).to.equal('Reclamar');
    expect(list.element.lang).to.equal('es');
  });
});

describe('claiming', () => {
  it('C4 two taps are one claim; the button shows it at once and says once what came', async () => {
    const list = await signedIn();
    let claimed = 0;
    list.rewards.addEventListener('pers-claimed', () => (claimed += 1));
    const heard: string[] = [];
    const region = list.all('[role=status]').at(-1)!;
    new MutationObserver(() => textOf(region) && heard.push(textOf(region))).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    const coffee = button(list, COFFEE);
    await tap(coffee, 2);
    await nextFrame();
    expect(coffee.getAttribute('aria-disabled')).to.equal('true');
    await expectAccessible(list.element);
    await waitUntil(() => claimed > 0, 'claimed', { timeout: 8000 });
    await waitUntil(() => textOf(card(list, COFFEE)).includes('You received 40 Harbour Points'));
    await expectAccessible(list.element);
    expect(textOf(coffee)).to.equal('Claimed');
    expect(button(list, COFFEE)).to.equal(coffee, 'the same button');
    expect((await list.tenant.requests())['POST /campaigns/claims']).to.equal(1);
    await waitUntil(() => heard.length > 0);
    expect(heard).to.deep.equal(['You received 40 Harbour Points']);
    expect(claimed).to.equal(1);
    expect(await list.tenant.ledgerSum()).to.equal('0');
  });

  it('C7 works with the keyboard only, and the focus stays where it is', async () => {
    const list = await signedIn();
    const coffee = button(list, COFFEE);
    for (let step = 0; step < 30 && list.element.shadowRoot!.activeElement !== coffee; step += 1) await sendKeys({ press: 'Tab' });
    expect(list.element.shadowRoot!.activeElement).to.equal(coffee);
    expect(getComputedStyle(coffee).outlineStyle).to.equal('solid');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => textOf(card(list, COFFEE)).includes('You received'), 'received', { timeout: 8000 });
    expect(list.element.shadowRoot!.activeElement).to.equal(coffee);
  });

  it('a click that a script makes claims nothing', async () => {
    const list = await signedIn();
    button(list, COFFEE).click();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(textOf(button(list, COFFEE))).to.equal('Claim');
    expect(await list.tenant.requests()).not.to.have.property('POST /campaigns/claims');
  });

  it('C3 a refusal that only the server knew stands beside the button, in words', async () => {
    const list = await signedIn();
    await list.tenant.fault({ method: 'POST', path: '/campaigns/claims', status: 422, code: 'CLAIM_BUSINESS_NOT_ENGAGED' });
    await tap(button(list, COFFEE));
    await waitUntil(() => textOf(card(list, COFFEE)).includes('This place does not take part in the campaign.'), 'refused', {
      timeout: 8000,
    });
    await expectAccessible(list.element);
    expect(button(list, COFFEE).getAttribute('aria-disabled')).to.equal('false', 'a new tap is a new claim');
  });

  it('C6 a wait gets a sentence after five seconds and a way out after twenty', async () => {
    const list = await signedIn();
    await list.tenant.fault({ method: 'POST', path: '/campaigns/claims', delayMs: 3000 });
    await tap(button(list, COFFEE));
    await waitUntil(() => textOf(button(list, COFFEE)) === 'Claiming…');
    await expectAccessible(list.element);
    const back = ahead(5_500);
    list.element.requestUpdate();
    await waitUntil(() => textOf(card(list, COFFEE)).includes('This takes longer than usual.'));
    back();
    const backAgain = ahead(21_000);
    list.element.requestUpdate();
    await waitUntil(() => textOf(card(list, COFFEE)).includes('Safe to close this page: it goes on.'));
    backAgain();
    await expectAccessible(list.element);
    await waitUntil(() => textOf(card(list, COFFEE)).includes('You received'), 'done in the end', { timeout: 9000 });
  });

  it('C5 what is under way is still there when the element is removed and put back', async () => {
    const list = await signedIn();
    await tap(button(list, COFFEE));
    list.element.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    list.rewards.append(list.element);
    await waitUntil(() => textOf(card(list, COFFEE)).includes('You received 40 Harbour Points'), 'received', { timeout: 8000 });
  });

  it('counts a step below the threshold, and says that the reward comes later', async () => {
    const list = await signedIn();
    await tap(button(list, 'Five walks, one boat'));
    await waitUntil(() => textOf(card(list, 'Five walks, one boat')).includes('4 of 5'), 'counted', { timeout: 8000 });
    expect(textOf(card(list, 'Five walks, one boat'))).to.contain('Counted. Your reward comes when all steps are done.');
  });

  it('the order stays, and nothing moves while a claim is on its way', async () => {
    const list = await signedIn();
    const names = () => list.all('[part=card] h3').map(textOf);
    const before = names();
    await tap(button(list, COFFEE));
    const top = () => Math.round(card(list, 'Saturday market').getBoundingClientRect().top + scrollY);
    const at = top();
    await waitUntil(() => textOf(card(list, COFFEE)).includes('You received'), 'received', { timeout: 8000 });
    await waitUntil(() => textOf(button(list, COFFEE)) === 'Claimed');
    expect(names()).to.deep.equal(before);
    expect(top()).to.equal(at);
  });
});

describe('long lists and foreign texts', () => {
  it('shows a thousand campaigns page by page, and the focus goes on at the first new one', async () => {
    const list = await show('pers-campaign-list', { world: 'many', who: 'ada' });
    await list.found('[part=card]');
    await expectAccessible(list.element);
    const first = list.all('[part=card]').length;
    expect(first).to.be.lessThan(101);
    await tap(list.find('[part=more]'));
    await waitUntil(() => list.all('[part=card]').length === 2 * first, 'twice as many', { timeout: 8000 });
    await waitUntil(() => list.element.shadowRoot!.activeElement === list.all('[part=card]')[first]);
    await waitUntil(() => textOf(list.find('[part=more]')) === 'Show more');
  });

  it('C10 has no sideways scrolling at 320 pixels, with targets of 44', async () => {
    await setViewport({ width: 320, height: 700 });
    const list = await show('pers-campaign-list', { world: 'hostile', width: 300 });
    await list.found('[part=card]');
    expect(list.element.scrollWidth).to.be.at.most(list.element.clientWidth);
    for (const one of list.all('[part=card]')) expect(one.scrollWidth).to.be.at.most(one.clientWidth + 1);
    for (const one of list.all('button')) expect(one.getBoundingClientRect().height).to.be.at.least(44);
  });

  it('shows hostile texts as text and asks nobody else for anything', async () => {
    performance.clearResourceTimings();
    const list = await show('pers-campaign-list', { world: 'hostile' });
    await list.found('[part=card]');
    await expectAccessible(list.element);
    expect(list.all('[part=title]').map(textOf)).to.include('<script>globalThis.pwned=1</script>');
    expect(globalThis).not.to.have.property('pwned');
    expect(list.all('script, a[href^=javascript]')).to.have.length(0);
    for (const { name } of performance.getEntriesByType('resource')) expect(new URL(name).origin).to.equal(location.origin);
  });
});
