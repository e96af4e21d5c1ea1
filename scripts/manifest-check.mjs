// Fails when the committed custom-elements.json is older than the elements' comments.
import { readFileSync, rmSync } from 'node:fs';
import { command, root, run } from './steps.mjs';

command(async () => {
  const folder = '.cache/manifest';
  const { ok } = await run('npm', ['run', '--silent', 'manifest', '--', '--outdir', folder], { quiet: true });
  if (!ok) throw new Error('The manifest cannot be made: the output above says why.');
  const [fresh, committed] = [folder, '.'].map((place) => readFileSync(`${root}${place}/custom-elements.json`, 'utf8'));
  rmSync(`${root}${folder}`, { recursive: true });
  if (fresh !== committed) throw new Error('custom-elements.json is older than the elements: run npm run manifest and commit it.');
});
