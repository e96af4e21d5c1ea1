import { chromium } from 'playwright-core';
import { browserArgs, findBrowser } from '../../browser.mjs';
import { race } from '../../faults/refresh-race.js';
import type { Proof } from '../proof.js';

const TABS = 8;
const TRIALS = 300;

/** Eight tabs of one browser whose session ends in the same moment, 300 times: one of them refreshes, no token is used twice. */
export async function refreshRace(): Promise<Proof> {
  const { refreshes, odd, revoked, signIns } = await race(TABS, TRIALS, async (urls) => {
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
    const context = await browser.newContext();
    for (const url of urls) await (await context.newPage()).goto(url);
    return () => browser.close();
  });
  return {
    holds: refreshes === TRIALS && odd === 0 && revoked === 0 && signIns === 0,
    figure: `refresh race in Chromium, ${TABS} tabs × ${TRIALS} ends of a session: ${refreshes} refreshes, ${odd} trials with another number than one, ${revoked} revocations, ${signIns} sessions lost`,
  };
}
