import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { journey } from '../e2e/journey.js';
import { pageWallet } from '../e2e/page-wallet.js';
import { shop, startStage, type Stage, type Visit } from './stage.js';

let stage: Stage;
/** Reports that browsers have sent. */
const reports: string[] = [];
before(async () => {
  stage = await startStage();
  stage.intercept.push((request, response) => {
    if (request.url !== '/reports') return false;
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => reports.push(body));
    response.writeHead(204).end();
    return true;
  });
  stage.intercept.push((request, response) => {
    const file = /^\/modules\/((?:@?[\w-]+\/)+[\w-]+\.js)$/.exec(request.url ?? '')?.[1];
    if (!file) return false;
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(`node_modules/${file}`));
    return true;
  });
});
after(() => stage.close());

/** The list that the README publishes, with this machine in place of the hosts. */
const readme = readFileSync('README.md', 'utf8');
const published = (): string[] =>
  [...(readme.split('## Content security policy')[1] ?? '').split('\n## ')[0]!.matchAll(/^```\n([^`]+)```$/gm)].map(([, list]) =>
    list!
      .trim()
      .replaceAll('https://YOUR-HOST', stage.origin)
      .replaceAll('https://api.pers.ninja', stage.origin)
      .replace('img-src https:', `img-src ${stage.origin}`),
  );

async function visit(policy: string, nonce: string, head = ''): Promise<Visit> {
  reports.length = 0;
  return stage.visit({
    html: shop({ tenant: await stage.open(), nonce, head }),
    headers: { 'content-security-policy': `default-src 'none'; ${policy}; report-uri /reports` },
    prepare: (context) => pageWallet(context, 'Test Wallet'),
  });
}

/** A page that draws with a Lit of its own. */
function litOfThePage(nonce: string): string {
  const imports = {
    lit: '/modules/lit/index.js',
    'lit-html': '/modules/lit-html/lit-html.js',
    'lit-html/': '/modules/lit-html/',
    'lit-element/': '/modules/lit-element/',
    '@lit/reactive-element': '/modules/@lit/reactive-element/reactive-element.js',
  };
  return `<script type="importmap" nonce="${nonce}">${JSON.stringify({ imports })}</script><script type="module" nonce="${nonce}">
    import { html, LitElement } from 'lit';
    customElements.define('their-box', class extends LitElement { render() { return html\`<p>drawn by theirs</p>\`; } });
    document.body.append(document.createElement('their-box'));</script>`;
}

/** Sign in, claim, redeem, receipt with its code, own wallet. */
async function live({ page, context }: Visit): Promise<void> {
  const way = journey(page, context, async () => undefined);
  const start = await way.points();
  const received = await way.claim();
  await way.reaches(start + received);
  const { cost, code } = await way.redeem();
  await way.reaches(start + received - cost);
  assert.equal(await way.newestCode(), code);
  await page.locator('pers-wallet summary').click();
  await page.locator('pers-own-wallet [part=connect-button]').click();
  await page.locator('pers-own-wallet [part=wallet-button]').waitFor();
}

const quiet = (visited: Visit): void => assert.deepEqual([visited.faults, reports, visited.lines], [[], [], []]);

test('the list of the README is all that a page has to allow, for the whole way of a customer', async () => {
  const [list] = published();
  const visited = await visit(list!.replace('script-src', "script-src 'nonce-of-the-page'"), 'of-the-page');
  await live(visited);
  quiet(visited);
  await visited.context.close();
});

test('a nonce on the tag does in place of the host, chunks included', async () => {
  const [list] = published();
  const visited = await visit(list!.replace(/script-src [^;]+/, "script-src 'nonce-of-the-page'"), 'of-the-page');
  await live(visited);
  quiet(visited);
  await visited.context.close();
});

test('trusted types: with the names of the README, beside a Lit of the page', async () => {
  const [list, types] = published();
  assert.match(types!, /^require-trusted-types-for 'script'; trusted-types pers-rewards$/);
  // A name may be used once: a Lit of ours under the name of Lit would take it from the page, or fail.
  const policy = `${list!.replace('script-src', "script-src 'nonce-of-the-page'")}; ${types!} lit-html`;
  const visited = await visit(policy, 'of-the-page', litOfThePage('of-the-page'));
  await live(visited);
  quiet(visited);
  assert.equal(await visited.page.locator('their-box').getByText('drawn by theirs').count(), 1);
  await visited.context.close();
});

test('F38: a page that does not list our name keeps its quiet, and its developer reads one line', async () => {
  const [list] = published();
  const policy = `${list!.replace('script-src', "script-src 'nonce-of-the-page'")}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const visited = await visit(policy, 'of-the-page');
  while (visited.lines.length === 0) await visited.page.waitForTimeout(20);
  assert.equal(visited.lines.length, 1);
  assert.match(visited.lines[0]!, /^error \[pers-rewards\] .*"pers-rewards" disallowed.*and pers-rewards where it has trusted-types\.$/);
  assert.deepEqual(
    visited.faults.filter((fault) => !fault.startsWith('[violation] trusted-types')),
    [],
  );
  await visited.page.locator('#count').click();
  assert.equal(await visited.page.locator('#count').textContent(), '1');
  await visited.context.close();
});
