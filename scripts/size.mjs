// Weighs the built files against size-budget.json, in bytes of brotli. A bundle that lost its code is as wrong as one that grew.
import { readFileSync, readdirSync } from 'node:fs';
import file from '@size-limit/file';
import sizeLimit from 'size-limit';
import { command, root, say } from './steps.mjs';

command(async () => {
  const budgets = JSON.parse(readFileSync(`${root}size-budget.json`, 'utf8'));
  const built = readdirSync(`${root}cdn`).filter((name) => name.endsWith('.js'));
  const wrong = [];
  for (const { name, files, each, atLeast, atMost } of budgets) {
    const paths = built.filter((path) => new RegExp(`^${files}$`).test(path)).map((path) => `${root}cdn/${path}`);
    if (paths.length === 0) throw new Error(`No file ${files} in cdn: run npm run build first.`);
    // Files of one budget are loaded together, unless it is for `each`: then the smallest and the largest stand for all.
    const groups = each ? paths.map((path) => [path]) : [paths];
    const sizes = [];
    for (const group of groups) sizes.push((await sizeLimit([file], group))[0].size);
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    const fits = least >= atLeast && most <= atMost;
    say(
      `${fits ? 'ok    ' : 'FAILED'} ${name}: ${each ? `${sizes.length} × ${least} to ${most}` : most} B brotli (${atLeast} to ${atMost})`,
    );
    if (!fits) wrong.push(name);
  }
  const weighed = built.filter((path) => budgets.some(({ files }) => new RegExp(`^${files}$`).test(path)));
  const unknown = built.filter((path) => !weighed.includes(path));
  if (unknown.length > 0) throw new Error(`No budget for ${unknown.join(', ')}.`);
  if (wrong.length > 0) throw new Error(`Outside the budget: ${wrong.join(', ')}.`);
});
