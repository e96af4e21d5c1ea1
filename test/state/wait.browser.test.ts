import { expect } from '@open-wc/testing';
import { wait } from '../../src/state/wait.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function show(visibility: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
  document.dispatchEvent(new Event('visibilitychange'));
}
afterEach(() => show('visible'));

async function ended(promise: Promise<void>, ms: number): Promise<boolean> {
  return Promise.race([promise.then(() => true), pause(ms).then(() => false)]);
}
const { signal } = new AbortController();

it('nothing ends while the page is hidden, and at once when it is seen again', async () => {
  show('hidden');
  const waiting = wait(10, signal);
  expect(await ended(waiting, 100)).to.equal(false);
  show('visible');
  expect(await ended(waiting, 20)).to.equal(true);
});

it('being seen does not end what is not due', async () => {
  const waiting = wait(150, signal);
  show('visible');
  expect(await ended(waiting, 50)).to.equal(false);
  expect(await ended(waiting, 300)).to.equal(true);
});

for (const news of ['online', 'pageshow']) {
  it(`${news} ends a waiting that hopes for it, and no other`, async () => {
    const [eager, patient] = [wait(60_000, signal, true), wait(200, signal)];
    dispatchEvent(new Event(news));
    expect(await ended(eager, 50)).to.equal(true);
    expect(await ended(patient, 20)).to.equal(false);
    await patient;
  });
}
