import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { leaks } from './leaks.js';
import { startStage, type Stage } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await startStage();
});
after(() => stage.close());

test('F34: 100 times put on the page and taken away: nothing stays behind', async () => {
  const { growth, detached, listeners, faults } = await leaks(stage, 100);
  assert.ok(growth < 1_048_576, `${growth} B`);
  assert.deepEqual([detached, listeners, faults], [0, 0, []]);
});
