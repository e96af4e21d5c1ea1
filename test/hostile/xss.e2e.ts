import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { poison } from './poison.js';
import { startStage, type Stage } from './stage.js';
import { sweep } from './sweep.js';
import { vectors } from './vectors.js';

let stage: Stage;
before(async () => {
  stage = await startStage();
});
after(() => stage.close());

/** All vectors, in every text and address, are `npm run proof:faults 6`. */
test('a page that does put a text in as markup is found out', async () => {
  const poisoned = poison(stage.origin, vectors);
  stage.intercept.push(poisoned.interceptor);
  const tenant = await stage.open();
  const weakness = `<p id="weak"></p><script>
    fetch(document.querySelector('pers-rewards').getAttribute('api-url') + '/campaigns?page=1&limit=1', { headers: { 'x-project-key': '${tenant.projectKey}' } })
      .then((answer) => answer.json()).then(({ data }) => { weak.innerHTML = data[0].name; });</script>`;
  const at = vectors.indexOf('<img src=x onerror=globalThis.pwned=1>');
  const swept = await sweep({ stage, poison: poisoned, tenant, vectors, some: [at], weakness });
  assert.match(swept.faults.join('\n'), /a script of one of .* ran/);
  assert.match(swept.faults.join('\n'), /<img\[onerror\]>/);
});
