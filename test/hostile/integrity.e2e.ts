import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { shop, startStage, type Stage, type Visit } from './stage.js';

const built = readdirSync('cdn').filter((name) => name.endsWith('.js'));
const chunks = built.filter((name) => name !== 'pers-rewards.js');
/** The one chunk of that name: others begin with it. */
const named = (word: string): string => chunks.find((name) => new RegExp(`^pers-${word}-[\\w-]{8}\\.js$`).test(name))!;

let stage: Stage;
/** File → place of the byte that is changed on the way. */
const broken = new Map<string, number>();
before(async () => {
  stage = await startStage();
  stage.intercept.push((request, response) => {
    const name = (request.url ?? '').slice(1);
    if (!chunks.includes(name)) return false;
    const bytes = readFileSync(`cdn/${name}`);
    const at = broken.get(name);
    if (at !== undefined) bytes[at]! ^= 1;
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(bytes);
    return true;
  });
});
after(() => stage.close());

/** A shop to which these files come with a byte changed. */
async function visit(files: readonly string[], options: { lang?: string; head?: string } = {}): Promise<Visit> {
  broken.clear();
  for (const name of files) broken.set(name, 300);
  const html = shop({ tenant: await stage.open(), head: options.head ?? '' });
  return stage.visit({ html: html.replace('lang="en"', `lang="${options.lang ?? 'en'}"`) });
}

test('sri.json has the hash of every file that is published', () => {
  const listed = JSON.parse(readFileSync('cdn/sri.json', 'utf8')) as Record<string, string>;
  const sha = (name: string): string =>
    `sha384-${createHash('sha384')
      .update(readFileSync(`cdn/${name}`))
      .digest('base64')}`;
  assert.deepEqual(listed, Object.fromEntries(built.sort().map((name) => [name, sha(name)])));
});

test('a byte changed anywhere in any file is refused; the file as it was built is taken', async () => {
  const { page, faults, context } = await visit([]);
  await page.locator('pers-campaign-list [part=card]').first().waitFor();
  /** As the elements ask for a file; a fragment makes the browser ask the server again. */
  const ask = (name: string, turn: number): Promise<string> =>
    page.evaluate(
      ([file, fragment]) =>
        (globalThis as unknown as Record<symbol, (file: string, fragment: string) => Promise<void>>)[Symbol.for('pers.files')]!(
          file!,
          fragment!,
        ).then(
          () => 'taken',
          (error: Error) => error.message,
        ),
      [`./${name}`, `#${turn}`],
    );
  let turn = 0;
  for (const name of chunks) {
    const { length } = readFileSync(`cdn/${name}`);
    for (const at of [0, 1, length >> 2, length >> 1, length - 2, length - 1]) {
      broken.set(name, at);
      assert.match(await ask(name, ++turn), new RegExp(`${name}.* cannot be fetched, or is not the file that was published`));
    }
    broken.delete(name);
    assert.equal(await ask(name, ++turn), 'taken');
  }
  assert.equal(turn, chunks.length * 7);
  assert.deepEqual(faults, []);
  assert.equal(await page.evaluate(`document.head.querySelectorAll('link, script[type=module]').length`), 0);
  await context.close();
});

test('changed elements: nothing of them runs, the developer reads one line, the page goes on', async () => {
  const { page, lines, faults, context } = await visit([named('elements')]);
  while (lines.length === 0) await page.waitForTimeout(20);
  assert.match(
    lines.join('\n'),
    /^error \[pers-rewards\] The elements could not be loaded .*pers-elements-.* is not the file that was published/,
  );
  assert.equal(await page.evaluate(`customElements.get('pers-rewards')`), undefined);
  await page.locator('#count').click();
  assert.equal(await page.locator('#count').textContent(), '1');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a changed language is English; a changed list of hashes lets no further file in', async () => {
  for (const name of [named('es'), named('hashes')]) {
    const { page, faults, context, lines } = await visit([name], { lang: 'es' });
    await page.locator('pers-campaign-list [part=claim-button]').filter({ hasText: 'Claim' }).first().waitFor();
    assert.match(lines.join('\n'), new RegExp(`^error .*${name} cannot be fetched, or is not the file that was published`));
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test('a changed dialog or wallet is told to the developer, and nothing of it runs', async () => {
  for (const [name, press] of [
    [named('redeem-dialog'), 'pers-redemption-shop [part=get-button][aria-disabled=false]'],
    [named('own-wallet'), 'pers-wallet summary'],
    [named('define'), 'pers-wallet summary'],
    [named('provider'), 'pers-wallet summary'],
  ] as const) {
    const { page, faults, lines, context } = await visit([name]);
    await page.locator(press).first().click();
    while (!lines.some((line) => line.includes(name))) await page.waitForTimeout(20);
    assert.match(lines[0]!, new RegExp(`^error .*${name} cannot be fetched, or is not the file that was published`));
    await page.locator('#count').click();
    assert.equal(await page.locator('#count').textContent(), '1');
    assert.equal(await page.locator('[part=confirm], [part=connect-button]').count(), 0);
    assert.deepEqual(faults, []);
    await context.close();
  }
});
