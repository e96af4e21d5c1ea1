import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import type { Api } from './api.js';

interface DemoWorlds {
  readonly worlds: readonly { readonly world: string; readonly projectKey: string }[];
}

/**
 * A page of the demo with the project key of `?world=…` in place of `{{projectKey}}` (default: `regular`, else the first world).
 * The keys are made with the database, so no file can have them.
 */
export async function demoPage(c: Context, api: Api['api'], name: string): Promise<Response> {
  const text = await readFile(new URL(`../${name}`, import.meta.url), 'utf8').catch(() => null);
  if (text === null) return c.notFound();
  const answer = await api(new Request(new URL('/demo.json', c.req.url)));
  const { worlds } = (await answer.json()) as DemoWorlds;
  const wanted = c.req.query('world') ?? 'regular';
  const world = worlds.find((candidate) => candidate.world === wanted) ?? worlds[0];
  return c.html(text.replaceAll('{{projectKey}}', world?.projectKey ?? ''));
}
