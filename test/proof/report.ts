import type { Proof } from './proof.js';

/** Measures each line, or those that the command names, and prints one line with the figure for each; ends in `N passed, N failed`. */
export async function report(lines: Readonly<Record<string, () => Promise<Proof>>>): Promise<never> {
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
}
