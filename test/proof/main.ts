import type { Proof } from './proof.js';
import { races } from './races.js';
import { secrets } from './secrets.js';
import { shape } from './shape.js';
import { tests } from './tests.js';
import { weight } from './weight.js';

/** What has to hold, by the number of its acceptance line. `npm run proof:main` measures each and prints one line with the figure. */
const lines: Readonly<Record<string, () => Promise<Proof>>> = { 2: tests, 3: weight, 4: shape, 5: races, 6: secrets };

const wanted = process.argv.slice(2);
let [passed, failed] = [0, 0];
for (const [number, measure] of Object.entries(lines)) {
  if (wanted.length > 0 && !wanted.includes(number)) continue;
  const proof = await measure().catch((error: unknown): Proof => ({ holds: false, figure: `could not be measured: ${String(error)}` }));
  if (proof.holds) passed += 1;
  else failed += 1;
  console.log(`${proof.holds ? 'ok    ' : 'FAILED'} ${number}. ${proof.figure}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
