import { expect, fixture, html } from '@open-wc/testing';
import { expectAccessible } from './axe.js';
import { expectConsole } from './console.js';

it('lets a test expect console lines, and collects them', () => {
  const lines = expectConsole(/project-key/);
  console.error('project-key is missing');
  console.warn('project-key', new Error('again'));
  expect(lines).to.deep.equal(['project-key is missing', 'project-key Error: again']);
});

it('sees what is not accessible inside a shadow tree', async () => {
  const host = await fixture(html`<div></div>`);
  const button = document.createElement('button');
  host.attachShadow({ mode: 'open' }).append(button);
  let message = '';
  await expectAccessible(host).catch((error: unknown) => (message = String(error)));
  expect(message).to.contain('button-name');
  button.textContent = 'Claim';
  await expectAccessible(host);
});
