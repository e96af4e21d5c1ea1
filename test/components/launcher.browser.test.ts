import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { PersLauncher } from '../../src/components/launcher/launcher.js';
import { drawFace, faceLabel, labelFace, styleFace } from '../../src/theme/launcher-face.js';
import { expectAccessible } from '../support/axe.js';
import { openTenant, type TestTenant } from '../support/tenant.js';
import { mount } from './mount.js';

let tenant: TestTenant;
before(async () => {
  if (!customElements.get('pers-launcher')) customElements.define('pers-launcher', PersLauncher);
  tenant = await openTenant('regular');
});
beforeEach(async () => {
  await setViewport({ width: 1000, height: 700 });
  await emulateMedia({ reducedMotion: 'reduce' });
});

const face = (launcher: PersLauncher): HTMLButtonElement => launcher.shadowRoot!.querySelector('.face')!;
const dialog = (launcher: PersLauncher): HTMLDialogElement => launcher.shadowRoot!.querySelector('dialog')!;
const sheet = (launcher: PersLauncher): HTMLElement => launcher.shadowRoot!.querySelector('.sheet')!;
const focused = (launcher: PersLauncher): Element | null => launcher.shadowRoot!.activeElement;

async function launch(content = 'Hello', locale?: string): Promise<{ launcher: PersLauncher; root: HTMLElement }> {
  const launcher = document.createElement('pers-launcher');
  const inside = document.createElement('p');
  inside.textContent = content;
  launcher.append(inside);
  const { root } = await mount(launcher, tenant.projectKey, locale);
  await waitUntil(() => face(launcher).textContent === tenant.title, 'the project has a name');
  return { launcher, root };
}

it('is accessible closed and open, and says the name of the project', async () => {
  const { launcher } = await launch();
  await expectAccessible(launcher);
  expect(face(launcher)).to.have.text(tenant.title);
  launcher.open();
  await launcher.updateComplete;
  await expectAccessible(launcher);
  expect(dialog(launcher).getAttribute('aria-label')).to.equal(`Rewards: ${tenant.title}`);
});

it('opens from the keyboard, takes the focus in, and gives it back', async () => {
  const { launcher } = await launch();
  face(launcher).focus();
  await sendKeys({ press: 'Enter' });
  await waitUntil(() => dialog(launcher).open);
  expect(focused(launcher)).to.have.class('close');
  await sendKeys({ press: 'Escape' });
  await waitUntil(() => !dialog(launcher).open);
  expect(focused(launcher)).to.equal(face(launcher));
});

it('says at the surrounding root that it opened and closed', async () => {
  const { launcher, root } = await launch();
  const heard: string[] = [];
  for (const type of ['pers-opened', 'pers-closed']) root.addEventListener(type, () => heard.push(type));
  launcher.open();
  await waitUntil(() => heard.length === 1);
  launcher.close();
  await waitUntil(() => heard.length === 2);
  expect(heard).to.deep.equal(['pers-opened', 'pers-closed']);
  launcher.open();
  await waitUntil(() => heard.length === 3);
});

it('closes from its own button and from the shade, not when a selection ends there', async () => {
  const { launcher } = await launch();
  launcher.open();
  await launcher.updateComplete;
  launcher.shadowRoot!.querySelector<HTMLElement>('.close')!.click();
  expect(dialog(launcher).open).to.equal(false);

  launcher.open();
  await launcher.updateComplete;
  await sendMouse({ type: 'move', position: [800, 300] });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [100, 300] });
  await sendMouse({ type: 'up' });
  expect(dialog(launcher).open).to.equal(true);
  await sendMouse({ type: 'click', position: [100, 300] });
  expect(dialog(launcher).open).to.equal(false);
});

it('is a sheet at the end of a wide page and at the bottom of a phone, without sideways scrolling', async () => {
  const { launcher } = await launch('word '.repeat(400));
  launcher.open();
  await launcher.updateComplete;
  const wide = sheet(launcher).getBoundingClientRect();
  expect([wide.width, wide.right]).to.deep.equal([400, innerWidth - 16]);
  await setViewport({ width: 320, height: 640 });
  const small = sheet(launcher).getBoundingClientRect();
  expect([small.left, small.width, small.bottom]).to.deep.equal([0, 320, 640]);
  expect(document.documentElement.scrollWidth).to.equal(320);
  await expectAccessible(launcher);
});

it('scrolls itself and never the page, whose styles it leaves alone', async () => {
  const tall = document.createElement('div');
  tall.style.setProperty('block-size', '3000px');
  document.body.append(tall);
  const style = document.body.getAttribute('style');
  const { launcher } = await launch('short');
  launcher.open();
  await launcher.updateComplete;
  for (const position of [
    [100, 300],
    [800, 300],
  ] as [number, number][]) {
    await sendMouse({ type: 'move', position });
    const at = document.elementFromPoint(...position)!;
    const inner = launcher.shadowRoot!.elementFromPoint(...position) ?? at;
    const wheel = new WheelEvent('wheel', { deltaY: 400, bubbles: true, cancelable: true, composed: true });
    inner.dispatchEvent(wheel);
    expect(wheel.defaultPrevented).to.equal(true);
  }
  expect(document.body.getAttribute('style')).to.equal(style);
  expect(getComputedStyle(launcher.shadowRoot!.querySelector('.scroller')!).overscrollBehaviorY).to.equal('contain');
  tall.remove();
});

it('takes over the button that was drawn before it was there, with its words and its focus', async () => {
  const launcher = document.createElement('pers-later');
  const root = launcher.attachShadow({ mode: 'open' });
  const button = drawFace(root);
  labelFace(button, 'Early name');
  styleFace(root);
  const { root: provider } = await mount(launcher, tenant.projectKey);
  button.focus();
  const before = button.getBoundingClientRect();
  customElements.define('pers-later', class extends PersLauncher {});
  expect(root.querySelectorAll('button.face')).to.have.length(1);
  expect(root.activeElement).to.equal(button);
  const after = button.getBoundingClientRect();
  expect([after.right, after.bottom, after.height]).to.deep.equal([before.right, before.bottom, before.height]);
  await waitUntil(() => button.textContent === tenant.title);
  expect(provider.contains(launcher)).to.equal(true);
});

it('makes what is in the panel only when it is opened, and keeps it', async () => {
  const launcher = document.createElement('pers-launcher');
  await mount(launcher, tenant.projectKey);
  await launcher.updateComplete;
  expect(launcher.shadowRoot!.querySelector('pers-panel')).to.equal(null);
  launcher.open();
  await launcher.updateComplete;
  const panel = launcher.shadowRoot!.querySelector('pers-panel');
  expect(panel).to.not.equal(null);
  launcher.close();
  launcher.open();
  await launcher.updateComplete;
  expect(launcher.shadowRoot!.querySelector('pers-panel')).to.equal(panel);
});

it('opens as soon as it can when it is asked before there is a provider', async () => {
  const launcher = document.createElement('pers-launcher');
  document.body.append(launcher);
  launcher.open();
  await launcher.updateComplete;
  launcher.remove();
  await mount(launcher, tenant.projectKey);
  await waitUntil(() => dialog(launcher)?.open);
});

it('speaks Spanish, and stands at the side that the page says', async () => {
  const { launcher } = await launch('Hola', 'es');
  launcher.place = 'start';
  launcher.open();
  await launcher.updateComplete;
  expect(dialog(launcher).getAttribute('aria-label')).to.equal(`Recompensas: ${tenant.title}`);
  expect(sheet(launcher).lang).to.equal('es');
  expect(sheet(launcher).getBoundingClientRect().left).to.equal(16);
  document.documentElement.dir = 'rtl';
  expect(launcher.getBoundingClientRect().right).to.equal(innerWidth - 16);
  expect(sheet(launcher).getBoundingClientRect().right).to.equal(innerWidth - 16);
  document.documentElement.removeAttribute('dir');
});

it('shows no button with place="none", and opens all the same', async () => {
  const { launcher } = await launch();
  launcher.place = 'none';
  await launcher.updateComplete;
  expect(face(launcher).getBoundingClientRect().width).to.equal(0);
  launcher.open();
  await launcher.updateComplete;
  expect(dialog(launcher).open).to.equal(true);
  await expectAccessible(launcher);
});

it('has words for a project without a name, and cuts one without an end', () => {
  expect(faceLabel('  ', 'es-MX')).to.equal('Recompensas');
  expect(faceLabel(null, 'de')).to.equal('Rewards');
  expect(faceLabel('x'.repeat(5000), 'en')).to.have.length(80);
});
