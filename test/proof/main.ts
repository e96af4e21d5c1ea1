import { races } from './races.js';
import { report } from './report.js';
import { secrets } from './secrets.js';
import { shape } from './shape.js';
import { tests } from './tests.js';
import { weight } from './weight.js';

/** What has to hold, by the number of its acceptance line. `npm run proof:main` measures each and prints one line with the figure. */
await report({ 2: tests, 3: weight, 4: shape, 5: races, 6: secrets });
