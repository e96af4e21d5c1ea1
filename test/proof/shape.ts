import { cycle } from '../support/imports.js';
import { edges, forbidden, imports, lines, median, written } from '../support/layers.js';
import type { Proof } from './proof.js';

/** Acceptance 4: layers, cycles and lengths. */
export async function shape(): Promise<Proof> {
  const against = imports.filter(forbidden).length;
  const round = cycle(edges);
  const longest = Math.max(...written.map(lines));
  return {
    holds: against === 0 && round === null && median(written) <= 90 && longest <= 300,
    figure: `${imports.length} imports of ${written.length} files, ${against} against the layer table; cycles: ${round?.join(' → ') ?? 'none'}; median ${median(written)} lines, longest ${longest}`,
  };
}
