import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { Wallet } from 'ethers';
import { chromium, type Browser } from 'playwright-core';
import { ITEM } from '../../demo/server/worlds/harbour.js';
import { browserArgs, findBrowser } from '../browser.mjs';
import { chainReader } from './chain-reader.js';
import { startDemo, type DemoServer } from './demo-server.js';
import { journey } from './journey.js';
import { LOCAL_CHAIN, openDetails, order, pickWallet, receive, signButton, visit } from './own-wallet-visit.js';

let demo: DemoServer;
let browser: Browser;
before(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
});
after(async () => {
  await browser.close();
  await demo.stop();
});

test('C2, C17, C19, D18: connect, link, claim to the own wallet, move, redeem by a signature, check the receipt, detach: the chain agrees at every step', async () => {
  const { page, wallet, hosts, close } = await visit(browser, demo.origin, 'mina');
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  const way = journey(page, page.context(), async () => undefined);
  const start = await way.points();
  assert.deepEqual(wallet.asked, [], 'a page view asks no wallet');
  assert.deepEqual(
    loaded.filter((url) => /own-wallet|guard|injected|receipt/.test(url)),
    [],
    'a page view loads no wallet code',
  );

  await openDetails(page);
  await pickWallet(page);
  const own = page.locator('pers-own-wallet');
  await own.locator('[part=account]').waitFor();
  assert.match(String(wallet.signed[0]), /^http:\/\/localhost:\d+ wants you to sign in with your Ethereum account:\n0x/);
  await own.getByText(wallet.address).first().waitFor();
  const { violations } = await new AxeBuilder({ page }).include('pers-wallet').analyze();
  assert.deepEqual(violations, []);

  const projectKey = (await page.locator('pers-rewards').getAttribute('project-key'))!;
  const chain = await chainReader(demo.origin, LOCAL_CHAIN, projectKey);
  const addressUnder = async (words: RegExp): Promise<string> =>
    (await own.locator('.address').filter({ hasText: words }).locator('bdi').textContent())!;
  await own.locator('.address').nth(1).waitFor();
  const kept = await addressUnder(/Address of your rewards(?! in)/);
  const mine = await addressUnder(/in your own wallet/);
  assert.notEqual(kept, mine);
  const balances = () => Promise.all([chain.points(kept), chain.points(mine)]);
  assert.deepEqual(await balances(), [start, 0], 'before');

  const received = await way.claim();
  await way.reaches(start + received);
  assert.deepEqual(await balances(), [start, received], 'what is claimed is minted to the own wallet');

  const pieces = () => Promise.all([chain.pieces(kept, ITEM.museum), chain.pieces(mine, ITEM.museum)]);
  const before = await pieces();
  assert.ok(before[0] > 0 && before[1] === 0);
  await own.locator('[part=move-button]').click();
  await own.getByText('Your rewards have arrived in your wallet.').waitFor({ timeout: 60_000 });
  await way.reaches(start + received);
  assert.deepEqual(await balances(), [0, start + received], 'everything has moved');
  assert.deepEqual(await pieces(), [0, before[0]]);

  const all = await chain.supply();
  const cost = await order(page);
  await signButton(page).click();
  await receive(page);
  await way.reaches(start + received - cost);
  assert.deepEqual(await balances(), [0, start + received - cost], 'the price has left the own wallet');
  assert.equal(await chain.supply(), all, 'it was paid, not burnt');
  assert.equal(wallet.chainId, LOCAL_CHAIN, 'the wallet was put on the chain that the API lists');
  const typed = wallet.signed.at(-1) as { primaryType: string; domain: { chainId: number; verifyingContract: string } };
  assert.equal(typed.primaryType, 'Execute');
  assert.deepEqual([typed.domain.chainId, typed.domain.verifyingContract], [LOCAL_CHAIN, mine]);

  await own.locator('[part=check]').first().click();
  await own.getByText('Verified on the chain.').first().waitFor();
  const explorer = (await own.locator('[part=explorer]').first().getAttribute('href'))!;
  const receipt = await chain.provider.getTransactionReceipt(explorer.split('/').at(-1)!);
  assert.equal(receipt?.status, 1);
  const explored = await page.context().newPage();
  await explored.goto(explorer);
  await explored.getByRole('heading', { name: 'Token movements' }).waitFor();
  await explored.close();

  await own.locator('[part=unlink]').click();
  await own.locator('[part=unlink-confirm]').click();
  await own.locator('[part=account]').waitFor({ state: 'detached' });
  assert.equal(await chain.points(mine), start + received - cost, 'detaching moves nothing');
  assert.deepEqual([...hosts], [new URL(demo.origin).host], 'nobody else was contacted');
  chain.close();
  await close();
});

test('C6: a wallet that says no, is busy, is locked, shows another account or goes: its sentence, and the way back within two seconds', async () => {
  const { page, wallet, close } = await visit(browser, demo.origin, 'jonas');
  await openDetails(page);
  const own = page.locator('pers-own-wallet');
  const refusals = [
    ['reject', 'You said no in your wallet.'],
    ['busy', 'Your wallet is still waiting for an answer.'],
    ['locked', 'Your wallet is locked'],
  ] as const;
  await own.locator('[part=connect-button]').click();
  for (const [mood, sentence] of refusals) {
    wallet.mood = mood;
    await own.locator('[part=wallet-button]').click();
    await own.getByText(sentence).waitFor({ timeout: 2000 });
    await own.locator('[part=wallet-button]').waitFor({ timeout: 2000 });
  }
  wallet.mood = 'accept';
  await own.locator('[part=wallet-button]').click();
  await own.locator('[part=account]').waitFor();
  await wallet.switchAccount(page, Wallet.createRandom() as unknown as Wallet);
  await own.getByText('Your wallet shows another account.').waitFor({ timeout: 2000 });
  await own.locator('[part=connect-button]').waitFor({ timeout: 2000 });
  const before = wallet.asked.length;
  await page.waitForTimeout(1000);
  assert.equal(wallet.asked.length, before, 'nothing is asked again by itself');
  await close();
});
