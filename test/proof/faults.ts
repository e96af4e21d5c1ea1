import { fuzz } from './faults/fuzz.js';
import { matrix } from './faults/matrix.js';
import { hosts, integrity, mounts, policy } from './faults/page.js';
import { proxy } from './faults/proxy.js';
import { refreshRace } from './faults/refresh-race.js';
import { simulation } from './faults/simulation.js';
import { xss } from './faults/xss.js';
import { report } from './report.js';

/**
 * What has to hold when things break. `npm run proof:faults` measures each and prints one line with the figure; `npm run proof:faults 1`
 * measures one. A section is one function in a file of its own under `faults/`.
 */
await report({
  ...{ 1: proxy, 2: matrix, 3: refreshRace, 4: simulation, 5: fuzz },
  ...{ 6: xss, 7: policy, 8: hosts, 9: integrity, 10: mounts },
});
