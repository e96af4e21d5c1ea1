import type { Stage, Visit } from './stage.js';
import { shop } from './stage.js';

export interface Leaks {
  readonly cycles: number;
  /** Bytes that the heap of scripts grew by, after both ends were cleaned up. */
  readonly growth: number;
  /** Shadow roots and elements of ours that are not on the page and still in memory. */
  readonly detached: number;
  /** Listeners of the page's window and document that were not there before. */
  readonly listeners: number;
  readonly faults: readonly string[];
}

/** Elements put on a page and taken away again, over and over; what stays behind is counted by the browser itself. */
export async function leaks(stage: Stage, cycles: number): Promise<Leaks> {
  const visit = await stage.visit({ html: shop({ tenant: await stage.open() }) });
  const { page, context, faults } = visit;
  await page.locator('pers-campaign-list [part=claim-button]').first().waitFor();
  await page.evaluate(() => {
    const made = document.querySelector('pers-rewards')!;
    const [markup, key] = [made.innerHTML, made.getAttribute('project-key')!];
    made.remove();
    Object.assign(globalThis, {
      async cycle(times: number): Promise<void> {
        for (let turn = 0; turn < times; turn += 1) {
          const provider = document.createElement('pers-rewards');
          provider.setAttribute('project-key', key);
          provider.setAttribute('api-url', '/v2');
          provider.innerHTML = markup;
          document.body.append(provider);
          // Taken away at another moment each time: before, while and after it is drawn and read.
          await new Promise((done) => setTimeout(done, turn % 12));
          provider.remove();
        }
      },
    });
  });
  const cycle = (times: number): Promise<void> =>
    page.evaluate((count) => (globalThis as unknown as { cycle(times: number): Promise<void> }).cycle(count), times);
  // What is made once (templates, caches, compiled code) is no leak.
  await cycle(30);
  const before = await measure(visit);
  await cycle(cycles);
  const after = await measure(visit);
  await context.close();
  return { cycles, growth: after.heap - before.heap, detached: after.alive, listeners: after.listeners - before.listeners, faults };
}

/** Asked of the browser after it has cleaned up. */
async function measure({ page, context }: Visit): Promise<{ heap: number; alive: number; listeners: number }> {
  // Answers that nobody waits for any more end first.
  await page.waitForTimeout(1500);
  const devtools = await context.newCDPSession(page);
  for (let turn = 0; turn < 4; turn += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  let listeners = 0;
  for (const expression of ['window', 'document', 'document.body']) {
    const { result } = await devtools.send('Runtime.evaluate', { expression });
    listeners += (await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId! })).listeners.length;
  }
  const { result: kind } = await devtools.send('Runtime.evaluate', { expression: `customElements.get('pers-wallet').prototype` });
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: kind.objectId! });
  const { result: count } = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length }',
    returnByValue: true,
  });
  await devtools.detach();
  return { heap: usedSize, alive: count.value as number, listeners };
}
