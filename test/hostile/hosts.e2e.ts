import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { journey } from '../e2e/journey.js';
import { hostCases, type HostCase } from './hosts.js';
import { ELEMENTS, shop, startStage, type Stage, type Visit } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await startStage();
});
after(() => stage.close());

const elements = `<pers-rewards>${ELEMENTS.map((name) => `<pers-${name}></pers-${name}>`).join('')}</pers-rewards>`;

async function open({ script = '', style = '', around = (inside) => inside }: HostCase): Promise<Visit> {
  const head = `<script>{ ${script} }\nwindow.namesBefore = Object.getOwnPropertyNames(window).concat('namesBefore', 'persRewards')</script><style>${style}</style>`;
  return stage.visit({ html: shop({ tenant: await stage.open(), head, body: around(elements) }) });
}

/** The page of somebody else works as it did, and nothing of ours is in its way. */
async function unharmed({ page, faults }: Visit): Promise<void> {
  assert.deepEqual(faults, []);
  assert.equal(
    await page.evaluate(() => {
      const count = document.querySelector<HTMLElement>('#count')!;
      count.click();
      return count.textContent;
    }),
    '1',
  );
  assert.deepEqual(await page.evaluate(`Object.getOwnPropertyNames(window).filter((name) => !namesBefore.includes(name))`), []);
}

for (const hostCase of hostCases) {
  test(hostCase.what, async () => {
    const visit = await open(hostCase);
    if (hostCase.line) {
      while (visit.lines.length === 0) await visit.page.waitForTimeout(20);
      assert.match(visit.lines.join('\n'), hostCase.line);
    } else {
      await visit.page.locator('pers-campaign-list [part=claim-button][aria-disabled=false]').first().waitFor();
      if (hostCase.later) await visit.page.evaluate(`{ ${hostCase.later} }`);
      const way = journey(visit.page, visit.context, async () => undefined);
      const start = await way.points();
      await way.reaches(start + (await way.claim()));
      assert.deepEqual(visit.lines, []);
    }
    await unharmed(visit);
    await visit.context.close();
  });
}
