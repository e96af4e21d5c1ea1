import { poison } from '../../hostile/poison.js';
import { startStage } from '../../hostile/stage.js';
import { ELEMENTS, sweep } from '../../hostile/sweep.js';
import { vectors } from '../../hostile/vectors.js';
import type { Proof } from '../proof.js';

/** Every vector in every text and address of the API, shown by every element, up to the receipt. */
export async function xss(): Promise<Proof> {
  const stage = await startStage();
  try {
    const poisoned = poison(stage.origin, vectors);
    stage.intercept.push(poisoned.interceptor);
    const { pages, faults, receipts } = await sweep({ stage, poison: poisoned, tenant: await stage.open(), vectors });
    const fields = poisoned.fields.size;
    return {
      holds: faults.length === 0 && receipts === vectors.length && vectors.length >= 120,
      figure: `hostile data: ${vectors.length} vectors × ${fields} fields × ${ELEMENTS} elements = ${vectors.length * fields * ELEMENTS} cells on ${pages} pages, ${receipts} receipts; scripts run, foreign requests or elements made of data: ${faults.length}${faults
        .slice(0, 5)
        .map((fault) => ` (${fault})`)
        .join('')}`,
    };
  } finally {
    await stage.close();
  }
}
