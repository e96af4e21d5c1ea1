// `npm start`: installs what is missing, builds what is old, and serves the demo until it is told to stop.
// package.json starts it with `exec`: npm sends its signals to the shell between, and that would die and leave the server running.
import { command, ensureBuilt, ensureInstalled } from './steps.mjs';

command(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('../demo/server/main.ts');
  await main();
});
