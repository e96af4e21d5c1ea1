import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSessionTabs, type TabNews } from '../../src/client/session-tabs.js';

test('news reaches the other tabs, also from one that has closed meanwhile', async (t) => {
  const heard: TabNews[] = [];
  const first = createSessionTabs('tabs-test', () => assert.fail('a tab hears itself'));
  let more = (): void => undefined;
  const other = createSessionTabs('tabs-test', (news) => {
    heard.push(news);
    more();
  });
  t.after(() => other.close());
  const next = (): Promise<void> => new Promise((resolve) => (more = resolve));
  // An unreferenced channel does not keep the process alive, so the test does.
  const alive = setInterval(() => undefined, 1000);
  t.after(() => clearInterval(alive));

  const one = next();
  first.tell('changed');
  await one;
  first.close();
  const two = next();
  first.tell('signed-out');
  await two;
  assert.deepEqual(heard, ['changed', 'signed-out']);
});
