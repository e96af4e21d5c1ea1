import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Wallet } from 'ethers';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserArgs, findBrowser } from '../browser.mjs';
import { startDemo, type DemoServer } from './demo-server.js';
import { LOCAL_CHAIN, moveHome, openDetails, order, pickWallet, receive, signButton, visit, type WalletVisit } from './own-wallet-visit.js';
import type { PageWallet } from './page-wallet.js';

let demo: DemoServer;
let browser: Browser;
const key = new Wallet(Wallet.createRandom().privateKey);
before(async () => {
  demo = await startDemo();
  browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
  const first = await visit(browser, demo.origin, 'mina', key);
  await moveHome(first.page);
  await first.close();
});
after(async () => {
  await browser.close();
  await demo.stop();
});

/** Mina again: her wallet is attached, has all her points, and is connected with one press and no signature. */
async function visitAgain(): Promise<WalletVisit & { readonly submits: string[] }> {
  const visited = await visit(browser, demo.origin, 'mina', key);
  const submits: string[] = [];
  visited.page.on('request', (request) => /\/submit$/.test(request.url()) && submits.push(request.url()));
  await openDetails(visited.page);
  await pickWallet(visited.page);
  await visited.page.locator('pers-own-wallet').getByText('Your wallet is attached.').waitFor();
  assert.deepEqual(visited.wallet.signed, []);
  return { ...visited, submits };
}

const questions = ({ asked }: PageWallet): string[] =>
  asked.map(({ method }) => method).filter((method) => !['eth_requestAccounts', 'eth_accounts', 'eth_chainId'].includes(method));
const payment = (page: Page) => page.locator('pers-redemption-shop pers-sign-payment');
const says = (page: Page, sentence: string): Promise<void> => payment(page).getByText(sentence).waitFor({ timeout: 2000 });

test('a wallet on another chain is asked once to change; one that does not know the chain is told of the one that the API lists, and of no other', async () => {
  const { page, wallet, close } = await visitAgain();
  await order(page);
  wallet.mood = 'reject';
  await signButton(page).click();
  await says(page, 'You said no in your wallet.');
  assert.deepEqual(questions(wallet), ['wallet_switchEthereumChain']);

  wallet.mood = 'accept';
  await signButton(page).click();
  await receive(page);
  const change = ['wallet_switchEthereumChain', 'wallet_addEthereumChain', 'eth_signTypedData_v4'];
  assert.deepEqual(questions(wallet), ['wallet_switchEthereumChain', ...change]);
  const projectKey = (await page.locator('pers-rewards').getAttribute('project-key'))!;
  const listed = await fetch(`${demo.origin}/v2/chains`, { headers: { 'x-project-key': projectKey } });
  const [chain] = (await listed.json()) as { name: string; rpcUrl: string; explorerUrl: string; nativeCurrency: object }[];
  const added = wallet.asked.find(({ method }) => method === 'wallet_addEthereumChain')!.params;
  const { name: chainName, rpcUrl, explorerUrl, nativeCurrency } = chain!;
  const chainId = `0x${LOCAL_CHAIN.toString(16)}`;
  assert.deepEqual(added, [{ chainId, chainName, rpcUrls: [rpcUrl], blockExplorerUrls: [explorerUrl], nativeCurrency }]);

  // It knows the chain by now.
  await wallet.switchChain(page, 1);
  await order(page);
  await signButton(page).click();
  await receive(page);
  assert.deepEqual(questions(wallet).slice(4), ['wallet_switchEthereumChain', 'eth_signTypedData_v4']);
  assert.equal(wallet.chainId, LOCAL_CHAIN);
  await close();
});

test('a wallet that says it has changed the chain and has not: one sentence, and no signature on the wrong chain', async () => {
  const { page, wallet, submits, close } = await visitAgain();
  wallet.chains.add(LOCAL_CHAIN);
  wallet.mood = 'stubborn';
  await order(page);
  await signButton(page).click();
  await payment(page).getByText('Your wallet is on another network.').waitFor();
  assert.deepEqual(questions(wallet), ['wallet_switchEthereumChain']);
  await page.waitForTimeout(1000);
  assert.deepEqual(questions(wallet), ['wallet_switchEthereumChain'], 'nothing is asked again by itself');
  wallet.mood = 'accept';
  await signButton(page).click();
  await receive(page);
  assert.equal(submits.length, 1);
  await close();
});

test('C6: a slow wallet: the page says what it waits for, and asks once however often it is pressed', async () => {
  const { page, wallet, submits, close } = await visitAgain();
  wallet.chainId = LOCAL_CHAIN;
  wallet.mood = 'slow';
  await order(page);
  await signButton(page).click();
  await says(page, 'Test Wallet asks you to sign. Please answer there.');
  const button = payment(page).locator('[part=sign-button]');
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  for (let press = 0; press < 5; press++) await button.click({ force: true });
  await page.waitForTimeout(1000);
  assert.deepEqual([questions(wallet), submits], [['eth_signTypedData_v4'], []]);
  wallet.mood = 'accept';
  wallet.answerNow();
  await receive(page);
  assert.deepEqual([questions(wallet), submits.length], [['eth_signTypedData_v4'], 1]);
  await close();
});

test('C6, F27: a wallet that disconnects while it is asked: a way back within two seconds, and what it signs too late is not handed in', async () => {
  const { page, wallet, submits, close } = await visitAgain();
  wallet.chainId = LOCAL_CHAIN;
  wallet.mood = 'slow';
  await order(page);
  await signButton(page).click();
  await says(page, 'Test Wallet asks you to sign.');
  await wallet.leave(page);
  await says(page, 'Your wallet has disconnected. Connect it again to go on.');
  await payment(page).locator('[part=connect-button]').waitFor({ timeout: 2000 });
  wallet.answerNow();
  await page.waitForTimeout(1000);
  assert.deepEqual(submits, [], 'the late signature');
  wallet.mood = 'accept';
  await pickWallet(page, 'pers-redemption-shop pers-sign-payment');
  await signButton(page).click();
  await receive(page);
  assert.equal(submits.length, 1);
  await close();
});

test('F27: another account in the middle of signing: its signature is thrown away, and the attached one can go on', async () => {
  const { page, wallet, submits, close } = await visitAgain();
  wallet.chainId = LOCAL_CHAIN;
  wallet.mood = 'slow';
  await order(page);
  await signButton(page).click();
  await says(page, 'Test Wallet asks you to sign.');
  await wallet.switchAccount(page, new Wallet(Wallet.createRandom().privateKey));
  wallet.mood = 'accept';
  wallet.answerNow();
  await says(page, 'Your wallet shows another account.');
  await page.waitForTimeout(1000);
  assert.deepEqual(submits, []);
  await wallet.switchAccount(page, key);
  await pickWallet(page, 'pers-redemption-shop pers-sign-payment');
  await signButton(page).click();
  await receive(page);
  assert.equal(submits.length, 1);
  await close();
});
