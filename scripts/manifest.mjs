// Writes custom-elements.json from the elements' comments; `--check` fails when the committed one is older than they are.
import { readFileSync, rmSync } from 'node:fs';
import { command, root, run, say } from './steps.mjs';

command(async () => {
  const check = process.argv.includes('--check');
  const outdir = check ? '.cache/manifest' : '.';
  const { ok } = await run('npx', ['cem', 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--outdir', outdir], {
    quiet: true,
  });
  if (!ok) throw new Error('The analyzer failed.');
  if (!check) return say('custom-elements.json is written.');
  const [fresh, committed] = [outdir, '.'].map((folder) => readFileSync(`${root}${folder}/custom-elements.json`, 'utf8'));
  rmSync(`${root}${outdir}`, { recursive: true });
  if (fresh !== committed) throw new Error('custom-elements.json is older than the elements: run npm run manifest and commit it.');
});
