import assert from 'node:assert/strict';
import { PersError } from '../../src/errors.js';
import { checkSigningData } from '../../src/wallet/guard.js';
import type { TransferIntent } from '../../src/wallet/intent.js';
import { NOW } from './honest.js';

/** The error that the guard answers with. Anything else, thrown or returned, is a failure of the test. */
export function refusal(data: unknown, intent: TransferIntent, now = NOW): PersError {
  let answer: unknown;
  try {
    answer = checkSigningData(data, intent, now);
  } catch (error) {
    assert.ok(error instanceof PersError, 'something that is not a PersError was thrown');
    assert.match(error.code, /^GUARD_(CHAIN|TARGET|CALL|AMOUNT|RECIPIENT|TOKEN|VALUE|EXPIRED|SHAPE|KIND)$/);
    assert.ok(error.message.length < 200);
    return error;
  }
  return assert.fail(`accepted: ${JSON.stringify(answer)}`);
}

/** Code and place of a refusal, for tables. */
export function why(data: unknown, intent: TransferIntent, now = NOW): string {
  const { code, details } = refusal(data, intent, now);
  return `${code.replace('GUARD_', '')} ${details.target}`;
}
