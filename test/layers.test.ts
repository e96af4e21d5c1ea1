import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cycle, sources } from './support/imports.js';
import { edges, forbidden, imports, lines, median, show, sum, written } from './support/layers.js';

test('every file imports only what its layer allows', () => {
  assert.deepEqual(show(imports.filter(forbidden)), []);
});

test('no file imports itself through others', () => {
  assert.equal(cycle(edges), null);
});

test('one file speaks HTTP, and ethers stays with the wallets', () => {
  const users = (name: string): string[] => imports.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from);
  assert.deepEqual(users('ky'), ['src/client/client.ts']);
  assert.deepEqual(
    users('ethers').filter((file) => !file.startsWith('src/wallet/')),
    [],
  );
});

test('of the theme, the script tag takes the launcher face and the room of the elements alone', () => {
  const taken = imports.filter(({ from, to }) => from.startsWith('src/embed/') && to.startsWith('src/theme/')).map(({ to }) => to);
  assert.deepEqual([...new Set(taken)].sort(), ['src/theme/launcher-face.ts', 'src/theme/room.ts']);
});

test('files are short: median 90 lines at most, none over 300', () => {
  assert.ok(median(written) <= 90, `median ${median(written)}`);
  const long = [...written, ...sources('demo'), ...sources('test')].filter((file) => lines(file) > 300);
  assert.deepEqual(long, []);
});

test('there is at least as much test as source', () => {
  const [source, tests] = [sum(written), sum(sources('test'))];
  assert.ok(tests >= source, `${tests} lines of tests, ${source} of source`);
});
