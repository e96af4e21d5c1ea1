import type { Proof } from '../proof.js';
import { named, runTests } from '../run-tests.js';

/** The proxy that all faults come from does what it is told. */
export const proxy = async (): Promise<Proof> =>
  named('the fault proxy, each way to break an exchange', runTests('test/faults/proxy.test.ts'));
