import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { journey } from '../e2e/journey.js';
import { ELEMENTS, shop, startStage, type Stage, type Visit } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await startStage();
  // The same script at another address, without its files beside it: another version on another host.
  stage.intercept.push((request, response) => {
    if (request.url !== '/other/pers-rewards.js') return false;
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync('cdn/pers-rewards.js'));
    return true;
  });
});
after(() => stage.close());

const claimable = '[part=claim-button][aria-disabled=false]';

async function claims(visit: Visit): Promise<void> {
  const way = journey(visit.page, visit.context, async () => undefined);
  const start = await way.points();
  await way.reaches(start + (await way.claim()));
}

async function quiet(visit: Visit): Promise<void> {
  assert.deepEqual(visit.faults, []);
  await visit.page.locator('#count').click();
  assert.equal(await visit.page.locator('#count').textContent(), '1');
  await visit.context.close();
}

test('F36: a second tag of another version on another host, for another project: both work with the elements of the first', async () => {
  const [tenant, other] = [await stage.open(), await stage.open()];
  const second = `<script src="/other/pers-rewards.js" data-project-key="${other.projectKey}" data-api-url="/v2"></script>`;
  const html = shop({ tenant, attributes: '', body: second });
  const visit = await stage.visit({ html });
  const faces = visit.page.locator('pers-launcher .face');
  await faces.nth(1).waitFor();
  // The second project's button first: its own files do not exist.
  await faces.nth(1).evaluate((button: HTMLElement) => button.click());
  await visit.page.getByRole('dialog').waitFor();
  assert.deepEqual(visit.lines, []);
  await visit.page.keyboard.press('Escape');
  await quiet(visit);
});

test('F34: taken out while requests are on their way, put elsewhere, put back', async () => {
  const visit = await stage.visit({ html: shop({ tenant: await stage.open() }) });
  await visit.page.waitForFunction(() => customElements.get('pers-wallet'));
  await visit.page.evaluate(async () => {
    const provider = document.querySelector('pers-rewards')!;
    for (let turn = 0; turn < 20; turn += 1) {
      provider.remove();
      await new Promise((done) => setTimeout(done, turn * 5));
      document.body.append(provider);
      await new Promise((done) => setTimeout(done, turn * 5));
      document.body.prepend(provider);
    }
  });
  await claims(visit);
  await visit.page.evaluate(() => document.querySelector('pers-rewards')!.append(document.querySelector('pers-wallet')!));
  await visit.page.locator('pers-wallet [part=points]').waitFor();
  assert.deepEqual(visit.lines, []);
  await quiet(visit);
});

test('F34: taken out while a claim is on its way: it is found when the element is back', async () => {
  const visit = await stage.visit({ html: shop({ tenant: await stage.open() }) });
  const way = journey(visit.page, visit.context, async () => undefined);
  await visit.page.locator(`pers-campaign-list ${claimable}`).first().waitFor();
  const start = await way.points();
  await visit.page
    .locator(`pers-campaign-list ${claimable}`)
    .filter({ hasText: /^\s*Claim\s*$/ })
    .first()
    .click();
  await visit.page.evaluate(async () => {
    const provider = document.querySelector('pers-rewards')!;
    provider.remove();
    await new Promise((done) => setTimeout(done, 300));
    document.body.append(provider);
  });
  await visit.page.waitForFunction((before) => {
    const words = document.querySelector('pers-wallet')?.shadowRoot?.querySelector('[part=points] .visually-hidden')?.textContent ?? '';
    return Number(/\d[\d,]*/.exec(words)?.[0].replaceAll(',', '')) > before;
  }, start);
  await quiet(visit);
});

test('F33: away and back, from the cache of the browser or not', async () => {
  const visit = await stage.visit({ html: shop({ tenant: await stage.open() }) });
  await visit.page.locator(`pers-campaign-list ${claimable}`).first().waitFor();
  const back = visit.page.url();
  await visit.page.goto(`${stage.origin}/pictures/logo.svg`);
  await visit.page.goBack();
  assert.equal(visit.page.url(), back);
  await claims(visit);
  await quiet(visit);
});

test('F43: listeners of the page that throw, calls before anything is there', async () => {
  const head = `<script>
    for (const type of ['pers-ready', 'pers-signed-in', 'pers-before-claim', 'pers-claimed', 'pers-error'])
      document.addEventListener(type, () => { heard.push(type); throw new Error('theirs: ' + type) });
    window.heard = [];
    for (const call of [['close'], ['refresh'], ['on'], ['identify'], ['signIn', null], ['nonsense'], [], [Symbol.iterator], [{}], ['whenReady', () => { throw new Error('theirs: ready') }]])
      persRewards(...call);
  </script>`;
  const visit = await stage.visit({ html: shop({ tenant: await stage.open(), head }) });
  await visit.page.locator('pers-wallet [part=points]').waitFor();
  await claims(visit);
  assert.ok((await visit.page.evaluate<string[]>('heard')).includes('pers-claimed'));
  assert.deepEqual(
    visit.faults.filter((fault) => !fault.includes('theirs: ')),
    [],
  );
  await visit.context.close();
});

test('an inert part of the page takes no clicks of ours, and works once it is not', async () => {
  const elements = ELEMENTS.map((name) => `<pers-${name}></pers-${name}>`).join('');
  const visit = await stage.visit({
    html: shop({ tenant: await stage.open(), body: `<div inert><pers-rewards>${elements}</pers-rewards></div>` }),
  });
  await visit.page.locator(`pers-campaign-list ${claimable}`).first().waitFor();
  assert.equal(await visit.page.evaluate(() => !!document.activeElement?.closest('[inert]')), false);
  await visit.page.evaluate(() => document.querySelector('[inert]')!.removeAttribute('inert'));
  await claims(visit);
  await quiet(visit);
});
