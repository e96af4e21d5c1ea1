import type { Page } from 'playwright-core';
import { nameOf, ruleOf, type Case, type Moment } from './cases.js';
import { hostWorks, leaks } from './host.js';
import type { Action, Screen } from './screen.js';
import type { Heard, Stage } from './stage.js';
import { visit, type Visit } from './visit.js';
import { COSTS, GIVES } from './world.js';

/** Milliseconds in which a page has shown what it can, and in which a write without an answer is settled. */
const LOADS = 40_000;
const SETTLES = 110_000;
const MENDED = 130_000;

const done = (action: Action): boolean =>
  /^(You received|Counted)/.test(action.says) || action.words === 'Claimed' || action.words === 'Done';

/** Whether pressing it acts, and does not only lead to a sign-in. */
const able = ({ state, words }: Action): boolean => state === 'ready' && !words.startsWith('Sign in');

interface Step {
  readonly moment: Exclude<Moment, 'load'>;
  readonly look: (screen: Screen) => Action;
  readonly effects: (visit: Visit) => Promise<number>;
  /** Brings the button up that acts. */
  readonly reach: (visit: Visit) => Promise<Screen>;
  readonly press: (visit: Visit) => Promise<void>;
}

const claim: Step = {
  moment: 'claim',
  look: (screen) => screen.claim,
  effects: async (visit) => (await visit.effects()).claims.length,
  reach: (visit) => visit.until(({ claim }) => able(claim), 10_000),
  press: (visit) => visit.press('pers-campaign-list', '[part=claim-button]'),
};

const NO_DIALOG: Action = { state: 'none', words: '', says: '', wrong: false };
const redeem: Step = {
  moment: 'redeem',
  look: (screen) => screen.redeem ?? NO_DIALOG,
  effects: async (visit) => (await visit.effects()).redeems.length,
  async reach(visit) {
    let screen = await visit.until(({ redeem, get }) => !!redeem || able(get), 10_000);
    if (!screen.redeem && able(screen.get)) {
      await visit.press('pers-redemption-shop', '[part=get-button]');
      screen = await visit.until(({ redeem }) => redeem?.state === 'ready', 10_000);
    }
    // The button that spends is dead for half a second.
    if (screen.redeem) await visit.pass(1000);
    return screen;
  },
  press: (visit) => visit.press('pers-redemption-shop', '[part=confirm]'),
};

/** Goes from loading to a redeem with one thing going wrong, and gives everything that should not have been; nothing when all holds. */
export async function runCase(stage: Stage, page: Page, heard: Heard, one: Case): Promise<readonly string[]> {
  const found: string[] = [];
  const marks = { faults: heard.faults.length, lines: heard.lines.length };
  const here = await visit(stage, page, heard);
  const disturb = (moment: Moment): void => (one.moment === moment ? here.lane.add(ruleOf(one)) : undefined);
  try {
    disturb('load');
    await here.mount();
    const screen = await here.until(({ waiting }) => waiting === 0, LOADS);
    if (screen.waiting > 0) found.push(`F1: ${screen.waiting} places still wait after ${LOADS / 1000} s`);
    // Nothing, and JSON of another shape, count as an empty list: that is no failure, and only the shop can have it read again.
    if ((one.row === 'F21' || one.form.startsWith('nothing')) && one.moment === 'load') {
      here.lane.heal();
      await here.refresh();
    }
    for (const step of [claim, redeem]) await act(here, step, () => disturb(step.moment), found);
    await settled(here, found);
  } catch (error) {
    found.push(`stopped: ${error instanceof Error ? error.message : String(error)}`);
  }
  await here.leave();
  found.push(...heard.faults.slice(marks.faults).map((fault) => `I3: ${fault}`));
  found.push(...(await hostWorks(page)).map((line) => `I4: ${line}`));
  found.push(...leaks(heard.lines.slice(marks.lines), here.lane).map((line) => `I5: ${line}`));
  return found.map((line) => `${nameOf(one)}: ${line}`);
}

/** One action, with the fault if it is its turn; then, where it was refused, the same again without it. */
async function act(here: Visit, step: Step, disturb: () => void, found: string[]): Promise<void> {
  await ready(here, step);
  disturb();
  await attempt(here, step, found);
  here.lane.heal();
  if ((await step.effects(here)) > 0) return;
  await ready(here, step);
  await attempt(here, step, found);
  const effects = await step.effects(here);
  if (effects !== 1) found.push(`${step.moment} again, with nothing wrong: ${effects} effects`);
}

/** Gets to the button that acts; when the fault stands in the way it is mended, and what the widget offers is used. */
async function ready(here: Visit, step: Step): Promise<void> {
  let screen = await step.reach(here);
  if (able(step.look(screen))) return;
  here.lane.heal();
  for (let turn = 0; turn < 3 && !able(step.look(screen)); turn++) {
    if (screen.claim.words.startsWith('Sign in')) await claim.press(here);
    await here.retry();
    await here.pass(60_000, 2000);
    screen = await step.reach(here);
  }
  if (!able(step.look(screen))) throw new Error(`no way to ${step.moment}: ${JSON.stringify(screen)}`);
}

/** Presses once, and compares what is said with what the server has done. */
async function attempt(here: Visit, step: Step, found: string[]): Promise<void> {
  const before = await step.effects(here);
  await step.press(here);
  const final = (screen: Screen): boolean => step.look(screen).state !== 'busy';
  let screen = await here.until(final, SETTLES);
  if (!final(screen)) {
    here.lane.heal();
    screen = await here.until(final, MENDED);
  }
  const action = step.look(screen);
  const effects = (await step.effects(here)) - before;
  const said = JSON.stringify({ ...action, errors: screen.errors });
  if (effects > 1) found.push(`I1: ${effects} effects of one ${step.moment}`);
  if (!final(screen)) found.push(`I2: ${step.moment} is not settled, ${effects} effects: ${said}`);
  else if (done(action) && effects === 0) found.push(`I2: ${step.moment} is said to be done, and is not: ${said}`);
  else if (!done(action) && effects > 0) found.push(`I2: ${step.moment} has been done, and is not said to be: ${said}`);
  else if (!done(action) && !action.says && !screen.errors.length)
    found.push(`I2: ${step.moment} was not done, and nothing says why: ${said}`);
}

/** What the wallet says in the end is what the server has. */
async function settled(here: Visit, found: string[]): Promise<void> {
  here.lane.heal();
  const { claims, redeems } = await here.effects();
  const points = claims.length * GIVES - redeems.length * COSTS;
  await here.refresh();
  const screen = await here.until((now) => now.points === points, 130_000);
  if (screen.points !== points) found.push(`I2: the wallet says ${screen.points} points, it is ${points}`);
  const { lane, tenant, stage } = here;
  const { sum } = (await stage.served.call('POST', `/test/tenants/${tenant.tenantId}/ledger-check`)).body as { sum: string };
  if (sum !== '0') found.push(`the ledger's entries sum up to ${sum}, ${lane.seen.length} requests`);
}
