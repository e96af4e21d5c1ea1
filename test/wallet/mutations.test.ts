import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PersError } from '../../src/errors.js';
import { checkSigningData, type GuardedRequest } from '../../src/wallet/guard.js';
import type { TransferIntent } from '../../src/wallet/intent.js';
import { createDice } from './dice.js';
import { anHonest, NOW, type Honest, type Json } from './honest.js';
import { meansTheIntent } from './meaning.js';
import { breaking } from './mutations.js';
import { neutral, otherIntents } from './neutral.js';

/** Another seed each run; `GUARD_SEED` repeats one. */
const seed = Number(process.env['GUARD_SEED'] ?? Date.now() % 2 ** 31);
const dice = createDice(seed);

// Cases are drawn once and copied: drawing them costs more than checking them.
const pool = fc.sample(anHonest, { seed, numRuns: 600 }).map(({ intent, data }) => ({ intent, json: JSON.stringify(data) }));
function draw(): Honest {
  const { intent, json } = dice.pick(pool);
  return { intent, data: JSON.parse(json) as Json };
}

function judge(data: Json, intent: TransferIntent): GuardedRequest | null {
  try {
    return checkSigningData(data, intent, NOW);
  } catch (error) {
    assert.ok(error instanceof PersError && error.code.startsWith('GUARD_'), `seed ${seed}: ${String(error)}`);
    codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
    return null;
  }
}
const codes = new Map<string, number>();
const told = (names: readonly string[], data: Json, intent: TransferIntent): string =>
  `seed ${seed}, ${names.join(' + ')}: ${JSON.stringify({ data, intent })}`;

/** Up to two changes that must not matter, so that what follows does not only meet the tidiest form. */
function disguise(data: Json): string[] {
  const names = Array.from({ length: dice.below(3) }, () => dice.pick(Object.keys(neutral)));
  for (const name of names) neutral[name]?.(data, dice);
  return names;
}

/** Goes round the names until every one has been used `times` times; a case it does not fit is drawn again. */
function each(names: readonly string[], times: number, use: (name: string, honest: Honest) => boolean): number {
  let done = 0;
  for (const name of names)
    for (let used = 0, tried = 0; used < times; tried++) {
      assert.ok(tried < times * 100, `${name} fits no case`);
      if (use(name, draw())) {
        used++;
        done++;
      }
    }
  return done;
}

test('80,000 transactions with one thing wrong: none accepted', (t) => {
  const names = Object.keys(breaking);
  const done = each(names, Math.ceil(80_000 / names.length), (name, honest) => {
    const disguises = disguise(honest.data);
    const data = breaking[name]?.(honest.data, dice, honest);
    if (!data) return false;
    if (judge(data, honest.intent)) assert.fail(told([...disguises, name], data, honest.intent));
    return true;
  });
  assert.ok(done >= 80_000);
  t.diagnostic(`seed ${seed}: ${done} mutations of ${names.length} kinds, 0 accepted`);
  t.diagnostic([...codes].map(([code, count]) => `${code} ${count}`).join(', '));
});

test('10,000 transactions with several things wrong: what is accepted means the intent all the same', (t) => {
  const names = Object.keys(breaking);
  let accepted = 0;
  for (let round = 0; round < 10_000; round++) {
    const honest = draw();
    let data = honest.data;
    const used: string[] = [];
    while (used.length < 2 + (round % 3)) {
      const name = dice.pick(names);
      try {
        const changed = breaking[name]?.(data, dice, honest);
        if (!changed) continue;
        data = changed;
      } catch (error) {
        // The one before has left nothing that this one could be applied to.
        assert.ok(error instanceof TypeError || error instanceof RangeError || (error as { code?: string }).code === 'INVALID_ARGUMENT');
      }
      used.push(name);
    }
    const request = judge(data, honest.intent);
    if (!request) continue;
    accepted++;
    assert.ok(meansTheIntent(request, honest.intent), told(used, data, honest.intent));
  }
  t.diagnostic(`seed ${seed}: 10000 combinations, ${accepted} undid themselves, 0 accepted that differ`);
});

test('10,000 transactions prepared for another wish: none accepted', (t) => {
  const names = Object.keys(otherIntents);
  const done = each(names, Math.ceil(10_000 / names.length), (name, honest) => {
    const change = otherIntents[name]?.(honest, dice);
    if (!change) return false;
    const disguises = disguise(honest.data);
    const intent = { ...honest.intent, ...change };
    if (judge(honest.data, intent)) assert.fail(told([...disguises, name], honest.data, intent));
    return true;
  });
  t.diagnostic(`seed ${seed}: ${done} other intents of ${names.length} kinds, 0 accepted`);
});

test('3,000 honest transactions in other words: none refused', (t) => {
  const names = Object.keys(neutral);
  const done = each(names, 250, (name, honest) => {
    neutral[name]?.(honest.data, dice);
    const disguises = disguise(honest.data);
    const request = judge(honest.data, honest.intent);
    assert.ok(request && meansTheIntent(request, honest.intent), told([name, ...disguises], honest.data, honest.intent));
    return true;
  });
  t.diagnostic(`seed ${seed}: ${done} honest transactions of ${names.length} kinds, 0 refused`);
});
